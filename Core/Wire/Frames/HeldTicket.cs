namespace Fleek.Core.Wire;

/// <summary>What RESUMED carries: a number on the wire.</summary>
public enum HeldTicket : byte
{
    /// <summary>The lane has cost nothing.</summary>
    Nothing = 0,

    /// <summary>An anchor, and a ticket of its chain.</summary>
    HashChain = 1,

    /// <summary>The final ticket of a session that was closed.</summary>
    Final = 2,

    /// <summary>An anchor, and a ticket that was signed alone.</summary>
    Signed = 3,
}

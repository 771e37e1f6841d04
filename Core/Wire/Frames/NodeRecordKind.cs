namespace Fleek.Core.Wire;

/// <summary>What a node must not forget: the first byte of a record in its log.</summary>
public enum NodeRecordKind : byte
{
    /// <summary>A grant and an anchor under it, before the first chunk that the anchor pays for.</summary>
    Anchor = 1,

    /// <summary>A ticket of a hash chain, before the key that it pays for.</summary>
    Ticket = 2,

    /// <summary>A final ticket.</summary>
    FinalTicket = 3,

    /// <summary>A ticket that was signed alone, before the key that it pays for.</summary>
    UnitTicket = 4,

    /// <summary>The node's way in the scope of a grant, before the first anchor under it.</summary>
    Scope = 5,
}

namespace Fleek.Core.Wire;

/// <summary>Which side of a session a connection is.</summary>
public enum SessionRole : byte
{
    /// <summary>Pays: a gateway, for the owner of a site.</summary>
    Primary = 0,

    /// <summary>Receives: a device.</summary>
    Secondary = 1,
}

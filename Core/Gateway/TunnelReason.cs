namespace Fleek.Core.Gateway;

/// <summary>Why a URL comes through the gateway and not from nodes.</summary>
public enum TunnelReason : byte
{
    /// <summary>It comes from nodes.</summary>
    None,

    /// <summary>The page itself: no code of the site runs yet.</summary>
    Navigation,

    /// <summary>The client does not speak the protocol.</summary>
    NoProtocol,

    /// <summary>There is no session: not yet, or the gateway gives none.</summary>
    NoSession,

    /// <summary>The manifest does not say what is there.</summary>
    NotListed,

    /// <summary>The last grant's time is over, and no other came.</summary>
    GrantExpired,

    /// <summary>All nodes of the session failed.</summary>
    NodesFailed,

    /// <summary>Blocks that were paid to a node that failed: paid for once, they are not paid to another.</summary>
    PaidElsewhere,
}

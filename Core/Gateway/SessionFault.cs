namespace Fleek.Core.Gateway;

/// <summary>What a device caught a gateway, or whoever spoke for it, at. The device signs nothing then, so nothing is spent.</summary>
public enum SessionFault : byte
{
    None,

    /// <summary>A frame that cannot be read.</summary>
    Malformed,

    /// <summary>A frame that the session's state does not allow.</summary>
    Unexpected,

    /// <summary>An offer that answers another ASK.</summary>
    OtherAsk,

    /// <summary>An offer that the gateway did not sign.</summary>
    BadOffer,

    /// <summary>A token that the gateway did not sign, or of another gateway, ledger or device.</summary>
    BadToken,

    /// <summary>The token's time is over, or has not begun.</summary>
    TokenExpired,

    /// <summary>The offer is of another session than this one.</summary>
    OtherSession,

    /// <summary>A grant that its payer did not sign, of another ledger or device, or that the token's payer does not give.</summary>
    BadGrant,

    /// <summary>The grant's time is over.</summary>
    GrantExpired,

    /// <summary>The grant allows a higher price than this device would pay with the site's money.</summary>
    PriceAboveLimit,

    /// <summary>No node, one twice, or one that cannot be reached or known: without port, address or certificate.</summary>
    BadNodes,

    /// <summary>The nodes are not those of the grant's scope.</summary>
    OtherNodes,

    /// <summary>A grant's number that is not the next.</summary>
    WrongNumber,

    /// <summary>A manifest of another site.</summary>
    OtherSite,

    /// <summary>A manifest whose hash is not the one in the offer.</summary>
    WrongManifest,

    /// <summary>The manifest's time is over.</summary>
    ManifestExpired,

    /// <summary>A manifest that the site's owner did not sign.</summary>
    BadManifest,
}

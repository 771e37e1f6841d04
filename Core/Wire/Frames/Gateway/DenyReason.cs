namespace Fleek.Core.Wire;

/// <summary>Why a gateway or a node's door says no: the value of DENY on the wire, so numbers are never used again for something else.</summary>
public enum DenyReason : byte
{
    None = 0,

    /// <summary>A frame that cannot be read.</summary>
    Malformed = 1,

    /// <summary>A frame that the connection's state does not allow.</summary>
    Unexpected = 2,

    /// <summary>ASK is meant for another gateway, or its device did not sign it.</summary>
    BadAsk = 3,

    /// <summary>Token or ASK is of another ledger.</summary>
    WrongChain = 4,

    /// <summary>The gateway does not pay for that site.</summary>
    UnknownSite = 5,

    /// <summary>The ASK's time is too far from the gateway's.</summary>
    AskExpired = 6,

    /// <summary>No node can be assigned.</summary>
    NoNodes = 7,

    /// <summary>The session has been granted all that one may be.</summary>
    SessionBudget = 8,

    /// <summary>The clients of this address block have been granted what they may be for now.</summary>
    PrefixBudget = 9,

    /// <summary>The site's owner has authorised no more.</summary>
    SiteBudget = 10,

    /// <summary>The address block has as many live sessions at the site as it may have.</summary>
    TooManySessions = 11,

    /// <summary>The gateway or the door keeps as many sessions as it can.</summary>
    TooBusy = 12,

    /// <summary>There is no such session, or no longer.</summary>
    UnknownSession = 13,

    /// <summary>The gateway that the token names did not sign it, or it is not the gateway's own.</summary>
    BadToken = 14,

    /// <summary>The token's time is over, or has not begun.</summary>
    TokenExpired = 15,

    /// <summary>A token, a grant or a notification of another session.</summary>
    OtherSession = 16,

    /// <summary>ATTACH or OPEN without the signature of the token's device or payer over this connection's challenge.</summary>
    BadProof = 17,

    /// <summary>A notification that the session's device did not sign.</summary>
    BadNotification = 18,

    /// <summary>A notification about a node that was not assigned.</summary>
    NodeNotAssigned = 19,

    /// <summary>More than the grants allow, or than the client's access link could have carried.</summary>
    Implausible = 20,

    /// <summary>Too little of the last grant was notified for another.</summary>
    TooEarly = 21,

    /// <summary>The payer ended the session.</summary>
    Revoked = 22,

    /// <summary>The notification names a grant that is not the last of its session.</summary>
    WrongNumber = 23,
}

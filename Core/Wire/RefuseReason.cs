namespace Fleek.Core.Wire;

/// <summary>Why a node refuses: the value of REFUSE on the wire, so numbers are never used again for something else.</summary>
public enum RefuseReason : byte
{
    None = 0,

    /// <summary>The freeze rule forbids the next chunk.</summary>
    Frozen = 1,

    /// <summary>A ticket that pays for chunks never sent, of a wrong amount, beyond its anchor, or that does not lead to it.</summary>
    BadTicket = 2,

    /// <summary>A message that the session's state does not allow.</summary>
    Unexpected = 3,

    /// <summary>A frame that cannot be read.</summary>
    Malformed = 4,

    /// <summary>HELLO is meant for another node, or its device did not sign it.</summary>
    BadHello = 5,

    /// <summary>The grant counts on another ledger.</summary>
    WrongChain = 6,

    /// <summary>The payer did not sign the grant.</summary>
    BadGrant = 7,

    /// <summary>The grant's time is over.</summary>
    GrantExpired = 8,

    /// <summary>The epoch is not one of the grant's, or not the node's present one.</summary>
    WrongEpoch = 9,

    /// <summary>The node's price is above the most that the grant allows.</summary>
    PriceAboveGrant = 10,

    /// <summary>The grant has no lane of that number.</summary>
    LaneOutOfGrant = 11,

    /// <summary>The node is not among those that may redeem the grant.</summary>
    NotInScope = 12,

    /// <summary>The grant is spent, as far as this node may serve it.</summary>
    GrantExhausted = 13,

    /// <summary>The node does not offer that mode of exchange.</summary>
    ModeNotOffered = 14,

    /// <summary>RESUME without the device's signature over this session.</summary>
    BadResume = 15,

    /// <summary>An anchor of wrong terms, or without its device's signature.</summary>
    BadAnchor = 16,

    /// <summary>An anchor whose base is not what the lane has cost.</summary>
    BadBase = 17,

    /// <summary>The node does not have the content.</summary>
    UnknownContent = 18,

    /// <summary>The content has no such block.</summary>
    BlockOutOfContent = 19,

    /// <summary>The epoch is over: go on with a new HELLO.</summary>
    EpochOver = 20,

    /// <summary>KEYREQ for a session of which the node has no record.</summary>
    UnknownSession = 21,

    /// <summary>A newer session took the lane over.</summary>
    Superseded = 22,
}

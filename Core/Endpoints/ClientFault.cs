namespace Fleek.Core.Endpoints;

/// <summary>What a node did that no honest node does; the client asks nothing more of it. Each is known before it can cost more.</summary>
public enum ClientFault : byte
{
    None,

    /// <summary>A frame that cannot be read.</summary>
    Malformed,

    /// <summary>A frame that the state does not allow, or a unit out of order.</summary>
    Unexpected,

    /// <summary>WELCOME of another node, epoch or lane than was asked for, or without the node's signature.</summary>
    BadWelcome,

    /// <summary>A price above what the grant allows.</summary>
    PriceAboveGrant,

    /// <summary>RESUMED with a ticket that this device did not sign, of another lane, or older than one that it remembers.</summary>
    BadResumed,

    /// <summary>A chunk of another block than was asked for.</summary>
    WrongBlock,

    /// <summary>A proof that does not lead to the content's id, or not from that block of so many.</summary>
    BadProof,

    /// <summary>A group tree that does not lead to the block.</summary>
    BadTree,

    /// <summary>A block of a length that it cannot have.</summary>
    WrongLength,

    /// <summary>A signature over headers that is not the node's, or over other headers than came.</summary>
    BadHeaders,

    /// <summary>More unpaid chunks than the window.</summary>
    OverWindow,

    /// <summary>A key that is not the one committed to.</summary>
    BadKey,

    /// <summary>Bytes that are not the block: before payment where they come as they are, else evidence for the ledger.</summary>
    WrongPlaintext,
}

namespace Fleek.Sim.World.Exchange;

/// <summary>What may be wrong on purpose in an exchange, to see what the other side does.</summary>
public enum ExchangeFault
{
    /// <summary>Nothing: both sides are honest.</summary>
    None,

    /// <summary>The node sends the content's middle block without its last byte.</summary>
    TruncatedBlock,

    /// <summary>The node changes one bit of the middle block before it seals it.</summary>
    FlippedBlock,

    /// <summary>One bit of the middle block changes on the way.</summary>
    FlippedFrame,

    /// <summary>The client asks for a content that the node does not have.</summary>
    WrongContent,

    /// <summary>The grant's time was over before the client came.</summary>
    ExpiredGrant,

    /// <summary>The grant counts on another ledger.</summary>
    WrongChain,

    /// <summary>The node asks a price above the most that the grant allows.</summary>
    DearPrice,
}

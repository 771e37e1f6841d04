namespace Fleek.Core.FairExchange;

/// <summary>The order in which bytes, payment and key change hands: a number on the wire.</summary>
public enum ExchangeMode : byte
{
    /// <summary>ENC: an encrypted chunk, then its payment, then its key.</summary>
    Encrypted = 0,

    /// <summary>POST: the chunk as it is, then its payment; the node risks what its window holds.</summary>
    PayAfter = 1,

    /// <summary>PRE: payment, then the chunk as it is; the client risks what its window holds.</summary>
    PayBefore = 2,
}

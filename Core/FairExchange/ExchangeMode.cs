namespace Fleek.Core.FairExchange;

/// <summary>Who trusts whom for how long. The value is that of HELLO on the wire.</summary>
public enum ExchangeMode : byte
{
    /// <summary>ENC: encrypted chunk, payment, key. Neither side is ahead by more than the window, and a dispute mends that.</summary>
    Encrypted = 0,

    /// <summary>POST: plain chunk, then payment. The node risks a window of chunks.</summary>
    PayAfter = 1,

    /// <summary>PRE: payment, then the plain chunk. The client risks a window of chunk prices.</summary>
    PayBefore = 2,
}

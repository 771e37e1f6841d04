using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The cryptography of the exchange as sizes and processor time, without bytes: for scenarios at scale. Every ticket and
/// signature that the actors make is taken as valid; what the real primitives cost delays the message that waits for them.
/// </summary>
public static class ModelledCryptography
{
    /// <summary>Chunks that one ticket chain pays for before it rolls over to the next: n_max.</summary>
    public const int ChunksPerAnchor = 256;

    /// <summary>
    /// What is taken where nothing was measured: one server core, with AES-128-CTR as the cipher and a header signed once in 16 chunks.
    /// </summary>
    public static CryptographyCosts Costs { get; } = new(
        Sign: new Duration(16_200), Verify: new Duration(34_300), HashBlock: new Duration(25_400), CipherBlock: new Duration(30_700),
        Ticket: new Duration(380), HeadersPerSignature: 16);

    /// <summary>Processor time of the sender before a message can leave, where nothing was measured.</summary>
    public static Duration SendCost(MessageKind kind) => Costs.SendCost(kind);

    /// <summary>Processor time of the receiver before it can act on a message, where nothing was measured.</summary>
    public static Duration ReceiveCost(MessageKind kind) => Costs.ReceiveCost(kind);
}

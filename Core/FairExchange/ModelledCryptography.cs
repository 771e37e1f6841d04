using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The cryptography of the exchange as sizes and processor time, without bytes: for scenarios at scale. Every ticket and
/// signature that the actors make is taken as valid; what the real primitives cost delays the message that waits for them.
/// </summary>
/// <remarks>
/// Times of one server core: Ed25519 sign 16.2 us and verify 34.3 us, BLAKE3 of 256 KiB 25.4 us, AES-128-CTR of 256 KiB
/// 30.7 us, one ticket hash 0.38 us. A chunk's header is signed once in 16 chunks. A ticket is ready when its chunk comes, since
/// its chain was made with the anchor; the node checks it before it sends the key, which bears that cost. An anchor is
/// signed and checked half a chain before it is needed, beside the stream, and holds nothing up.
/// </remarks>
public static class ModelledCryptography
{
    private const long SignNs = 16_200, VerifyNs = 34_300, HashBlockNs = 25_400, CipherBlockNs = 30_700, TicketNs = 380;
    private const int HeadersPerSignature = 16;

    /// <summary>Chunks that one ticket chain pays for before it rolls over to the next: n_max.</summary>
    public const int ChunksPerAnchor = 256;

    /// <summary>Processor time of the sender before a message can leave.</summary>
    public static Duration SendCost(MessageKind kind) => new(kind switch
    {
        MessageKind.Hello => 2 * SignNs,
        MessageKind.Welcome or MessageKind.Close => SignNs,
        MessageKind.Chunk => CipherBlockNs + HashBlockNs + (SignNs / HeadersPerSignature),
        MessageKind.Key => 2 * TicketNs,
        _ => 0,
    });

    /// <summary>Processor time of the receiver before it can act on a message.</summary>
    public static Duration ReceiveCost(MessageKind kind) => new(kind switch
    {
        MessageKind.Hello => 2 * VerifyNs,
        MessageKind.Welcome or MessageKind.Close => VerifyNs,
        MessageKind.Chunk => (2 * HashBlockNs) + (VerifyNs / HeadersPerSignature),
        MessageKind.Key => CipherBlockNs,
        _ => 0,
    });
}

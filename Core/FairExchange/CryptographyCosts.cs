using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>Processor time of one core for each primitive of the exchange, and what messages cost by them.</summary>
/// <param name="Sign">One Ed25519 signature.</param>
/// <param name="Verify">Checking one.</param>
/// <param name="HashBlock">BLAKE3 of a block of 256 KiB.</param>
/// <param name="CipherBlock">Encrypting or decrypting such a block.</param>
/// <param name="Ticket">One hash of a ticket chain.</param>
/// <param name="HeadersPerSignature">m: a chunk's header is signed once in so many chunks; at least 1.</param>
/// <remarks>
/// A ticket is ready when its chunk comes, since its chain was made with the anchor; the node checks it before it sends the key, which
/// bears that cost. An anchor is signed and checked half a chain before it is needed, beside the stream, and holds nothing up.
/// </remarks>
public sealed record CryptographyCosts(
    Duration Sign, Duration Verify, Duration HashBlock, Duration CipherBlock, Duration Ticket, int HeadersPerSignature)
{
    /// <summary>Processor time of the sender before a message can leave.</summary>
    public Duration SendCost(MessageKind kind) => new(kind switch
    {
        MessageKind.Hello => 2 * Sign.Nanoseconds,
        MessageKind.Welcome or MessageKind.Close => Sign.Nanoseconds,
        MessageKind.Chunk => CipherBlock.Nanoseconds + HashBlock.Nanoseconds + (Sign.Nanoseconds / HeadersPerSignature),
        MessageKind.Key => 2 * Ticket.Nanoseconds,
        _ => 0,
    });

    /// <summary>Processor time of the receiver before it can act on a message.</summary>
    public Duration ReceiveCost(MessageKind kind) => new(kind switch
    {
        MessageKind.Hello => 2 * Verify.Nanoseconds,
        MessageKind.Welcome or MessageKind.Close => Verify.Nanoseconds,
        MessageKind.Chunk => (2 * HashBlock.Nanoseconds) + (Verify.Nanoseconds / HeadersPerSignature),
        MessageKind.Key => CipherBlock.Nanoseconds,
        _ => 0,
    });
}

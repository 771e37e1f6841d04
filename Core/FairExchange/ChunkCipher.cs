using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The cipher of a chunk: ChaCha20 (RFC 8439) under the chunk's own key, with a nonce of zeros, since no key is used twice. The key
/// stream of any group of the block can be made alone.
/// </summary>
public static class ChunkCipher
{
    /// <summary>Enciphers or deciphers bytes of a block; in place or apart.</summary>
    /// <param name="offset">Where in the block they begin: a multiple of 64.</param>
    public static void Apply(in Hash256 key, ReadOnlySpan<byte> input, Span<byte> output, int offset = 0)
    {
        Invariant.Require(offset % ChaCha20.BlockBytes == 0, "cipher: not the beginning of a block of key stream");
        Span<byte> bytes = stackalloc byte[ChaCha20.KeyBytes];
        key.CopyTo(bytes);
        Span<byte> nonce = stackalloc byte[ChaCha20.NonceBytes];
        nonce.Clear();
        ChaCha20.Apply(bytes, nonce, (uint)(offset / ChaCha20.BlockBytes), input, output);
    }
}

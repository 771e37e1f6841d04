using System;
using System.Runtime.Intrinsics.X86;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>The compression of one block, in the way that is fastest at a level.</summary>
internal static class Blake3Compression
{
    /// <summary>The length of a block in bytes.</summary>
    public const int BlockLength = 64;

    /// <summary>The chaining value: the first half of the compression's output.</summary>
    /// <param name="chaining">What came before: the mode's key or the last block's output.</param>
    /// <param name="block">At least 64 bytes, of which the first 64 are taken; zeros behind <paramref name="length"/>.</param>
    /// <param name="counter">The chunk's number, 0 for a parent, the number of the output block for a root.</param>
    /// <param name="length">How many bytes of the block are input.</param>
    public static Hash256 Compress(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags, Blake3Level level)
    {
        Permute(chaining, block, counter, length, flags, level, out Hash256 low, out Hash256 high);
        return Xor(low, high);
    }

    /// <summary>The whole output, 64 bytes: what extended output is made of.</summary>
    public static void CompressWide(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags, Blake3Level level,
        Span<byte> output)
    {
        Permute(chaining, block, counter, length, flags, level, out Hash256 low, out Hash256 high);
        Xor(low, high).CopyTo(output);
        Xor(high, chaining).CopyTo(output[Hash256.Length..]);
    }

    private static void Permute(
        in Hash256 chaining, ReadOnlySpan<byte> block, ulong counter, uint length, Blake3Flags flags, Blake3Level level,
        out Hash256 low, out Hash256 high)
    {
        if (Avx512F.VL.IsSupported && level == Blake3Level.Vector512)
            Blake3Rows.PermuteAvx512(chaining, block, counter, length, flags, out low, out high);
        else if (Ssse3.IsSupported && level >= Blake3Level.Vector128)
            Blake3Rows.PermuteSsse3(chaining, block, counter, length, flags, out low, out high);
        else
            Blake3Scalar.Permute(chaining, block, counter, length, flags, out low, out high);
    }

    private static Hash256 Xor(in Hash256 a, in Hash256 b) =>
        new(a.Word0 ^ b.Word0, a.Word1 ^ b.Word1, a.Word2 ^ b.Word2, a.Word3 ^ b.Word3);
}

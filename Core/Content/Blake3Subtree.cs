using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The tree over a run of chunks (BLAKE3 paper, section 2.1): the left child of a parent is the largest full tree that leaves
/// something for the right one.
/// </summary>
internal static class Blake3Subtree
{
    /// <summary>The length of a chunk in bytes: a leaf of the tree.</summary>
    public const int ChunkLength = 1024;

    /// <summary>The output of a whole input as the root.</summary>
    public static Blake3Output Root(ReadOnlySpan<byte> input, in Blake3Mode mode, Blake3Level level)
    {
        if (input.Length <= ChunkLength) return ChunkOutput(input, 0, mode);
        Pair(input, 0, mode, level, out Hash256 left, out Hash256 right);
        return Blake3Output.OfParent(left, right, mode);
    }

    /// <summary>The chaining value of a run of chunks inside a larger tree.</summary>
    /// <param name="counter">The number of the first chunk.</param>
    public static Hash256 ChainingValue(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, Blake3Level level)
    {
        if (input.Length <= ChunkLength) return ChunkOutput(input, counter, mode).ToChainingValue();
        Pair(input, counter, mode, level, out Hash256 left, out Hash256 right);
        return Blake3Output.OfParent(left, right, mode).ToChainingValue();
    }

    /// <summary>The chaining values of the two children of the tree over more than one chunk.</summary>
    public static void Pair(
        ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, Blake3Level level, out Hash256 left, out Hash256 right)
    {
        int split = LeftLength(input.Length);
        left = ChainingValue(input[..split], counter, mode, level);
        right = ChainingValue(input[split..], unchecked(counter + (ulong)(split / ChunkLength)), mode, level);
    }

    /// <summary>The bytes of the left child: the largest power of two of chunks that is less than the whole.</summary>
    /// <param name="length">More than one chunk.</param>
    public static int LeftLength(int length)
    {
        uint fullChunks = (uint)(length - 1) / ChunkLength;
        return (1 << BitOperations.Log2(fullChunks)) * ChunkLength;
    }

    private static Blake3Output ChunkOutput(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode)
    {
        Hash256 chaining = mode.Key;
        Blake3Flags flags = mode.Flags | Blake3Flags.ChunkStart;
        while (input.Length > Blake3Compression.BlockLength)
        {
            chaining = Blake3Compression.Compress(chaining, input, counter, Blake3Compression.BlockLength, flags);
            flags = mode.Flags;
            input = input[Blake3Compression.BlockLength..];
        }

        return Blake3Output.OfChunk(chaining, input, counter, flags | Blake3Flags.ChunkEnd);
    }
}

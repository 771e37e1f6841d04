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

    /// <summary>A longer run is split; the chaining values of this many chunks are on the stack, 8 KiB.</summary>
    private const int MostChunksAtOnce = 256;

    /// <summary>The output of a whole input as the root.</summary>
    public static Blake3Output Root(ReadOnlySpan<byte> input, in Blake3Mode mode)
    {
        if (input.Length <= ChunkLength) return ChunkOutput(input, mode);
        Pair(input, 0, mode, out Hash256 left, out Hash256 right);
        return Blake3Output.OfParent(left, right, mode);
    }

    /// <summary>The hash of a whole input.</summary>
    public static Hash256 RootHash(ReadOnlySpan<byte> input, in Blake3Mode mode)
    {
        if (input.Length <= ChunkLength) return HashChunk(input, 0, mode, Blake3Flags.Root);
        Pair(input, 0, mode, out Hash256 left, out Hash256 right);
        return Join(left, right, mode, Blake3Flags.Root);
    }

    /// <summary>The chaining value of a run of chunks inside a larger tree.</summary>
    /// <param name="counter">The number of the first chunk.</param>
    public static Hash256 ChainingValue(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode)
    {
        if (input.Length <= ChunkLength) return HashChunk(input, counter, mode, Blake3Flags.None);
        Pair(input, counter, mode, out Hash256 left, out Hash256 right);
        return Join(left, right, mode, Blake3Flags.None);
    }

    /// <summary>
    /// The chaining values of the nodes at one height of the tree over a run of chunks, from left to right; returns how many
    /// there are. Many nodes at once are as fast as one tree, and much faster than a tree for each.
    /// </summary>
    /// <param name="input">At least one byte, and no more than 256 chunks.</param>
    /// <param name="counter">The number of the first chunk.</param>
    /// <param name="height">0 for the chunks themselves.</param>
    /// <param name="values">Room for <see cref="RoomForNodes"/> values.</param>
    public static int Nodes(ReadOnlySpan<byte> input, ulong counter, int height, in Blake3Mode mode, Span<Hash256> values)
    {
        int count = Chunks(input, counter, mode, values);
        for (int i = 0; i < height && count > 1; i++) count = Raise(values, count, mode);
        return count;
    }

    /// <summary>Values that there must be room for while a run of chunks is hashed.</summary>
    public static int RoomForNodes(int length) => (length / ChunkLength) + 1 + Blake3Batch.Slack;

    /// <summary>The value of a node with these children.</summary>
    /// <param name="root">Whether it is the root.</param>
    public static Hash256 Join(in Hash256 left, in Hash256 right, in Blake3Mode mode, Blake3Flags root)
    {
        Span<byte> block = stackalloc byte[Blake3Compression.BlockLength];
        left.CopyTo(block);
        right.CopyTo(block[Hash256.Length..]);
        return Blake3Compression.Compress(
            mode.Key, block, 0, Blake3Compression.BlockLength, mode.Flags | Blake3Flags.Parent | root, mode.Level);
    }

    /// <summary>The bytes of the left child: the largest power of two of chunks that is less than the whole.</summary>
    /// <param name="length">More than one chunk.</param>
    public static int LeftLength(int length)
    {
        uint fullChunks = (uint)(length - 1) / ChunkLength;
        return (1 << BitOperations.Log2(fullChunks)) * ChunkLength;
    }

    /// <summary>The chaining values of the two children of the tree over more than one chunk.</summary>
    private static void Pair(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, out Hash256 left, out Hash256 right)
    {
        if (input.Length <= MostChunksAtOnce * ChunkLength)
        {
            PairAtOnce(input, counter, mode, out left, out right);
            return;
        }

        int split = LeftLength(input.Length);
        left = ChainingValue(input[..split], counter, mode);
        right = ChainingValue(input[split..], unchecked(counter + (ulong)(split / ChunkLength)), mode);
    }

    /// <summary>Level by level; a node without a partner goes up as it is, which gives the same tree.</summary>
    private static void PairAtOnce(
        ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, out Hash256 left, out Hash256 right)
    {
        Span<Hash256> values = stackalloc Hash256[RoomForNodes(input.Length)];
        int count = Chunks(input, counter, mode, values);
        while (count > 2) count = Raise(values, count, mode);
        left = values[0];
        right = values[1];
    }

    /// <summary>The chaining values of all chunks, the last of which may be short.</summary>
    private static int Chunks(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, Span<Hash256> values)
    {
        int count = input.Length / ChunkLength;
        ReadOnlySpan<byte> whole = input[..(count * ChunkLength)], rest = input[whole.Length..];
        Blake3Batch.HashChunks(whole, counter, mode, values);
        if (rest.IsEmpty) return count;
        values[count] = HashChunk(rest, unchecked(counter + (ulong)count), mode, Blake3Flags.None);
        return count + 1;
    }

    /// <summary>From the nodes of one height to those above them; returns how many there are.</summary>
    private static int Raise(Span<Hash256> values, int count, in Blake3Mode mode)
    {
        int pairs = count / 2;
        Hash256 last = values[count - 1];
        Blake3Batch.HashParents(values, pairs, mode);
        if (count % 2 == 1) values[pairs] = last;
        return count - pairs;
    }

    /// <summary>The value of one chunk.</summary>
    /// <param name="root">Whether it is the root.</param>
    private static Hash256 HashChunk(ReadOnlySpan<byte> input, ulong counter, in Blake3Mode mode, Blake3Flags root)
    {
        Hash256 chaining = mode.Key;
        Blake3Flags flags = mode.Flags | Blake3Flags.ChunkStart;
        SkipToTail(ref input, ref chaining, ref flags, counter, mode);
        flags |= Blake3Flags.ChunkEnd | root;
        if (input.Length == Blake3Compression.BlockLength)
            return Blake3Compression.Compress(chaining, input, counter, Blake3Compression.BlockLength, flags, mode.Level);

        Span<byte> padded = stackalloc byte[Blake3Compression.BlockLength];
        input.CopyTo(padded);
        return Blake3Compression.Compress(chaining, padded, counter, (uint)input.Length, flags, mode.Level);
    }

    /// <summary>The output of an input that is one chunk.</summary>
    private static Blake3Output ChunkOutput(ReadOnlySpan<byte> input, in Blake3Mode mode)
    {
        Hash256 chaining = mode.Key;
        Blake3Flags flags = mode.Flags | Blake3Flags.ChunkStart;
        SkipToTail(ref input, ref chaining, ref flags, 0, mode);
        return Blake3Output.OfChunk(chaining, input, flags | Blake3Flags.ChunkEnd, mode.Level);
    }

    /// <summary>Compresses all blocks of a chunk but the last.</summary>
    private static void SkipToTail(
        ref ReadOnlySpan<byte> input, ref Hash256 chaining, ref Blake3Flags flags, ulong counter, in Blake3Mode mode)
    {
        while (input.Length > Blake3Compression.BlockLength)
        {
            chaining = Blake3Compression.Compress(chaining, input, counter, Blake3Compression.BlockLength, flags, mode.Level);
            flags = mode.Flags;
            input = input[Blake3Compression.BlockLength..];
        }
    }
}

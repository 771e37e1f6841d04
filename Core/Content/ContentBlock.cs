using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// Content is cut into blocks of 256 KiB, each a full subtree of the content's BLAKE3 tree; the last may be short. Content of
/// no bytes is one empty block.
/// </summary>
public static class ContentBlock
{
    /// <summary>Bytes of every block but the last.</summary>
    public const int Bytes = 256 * Blake3Tree.ChunkLength;

    /// <summary>Levels above the leaves of the tallest tree: 2^46 blocks are 2^64 bytes, all that BLAKE3 may hash.</summary>
    public const int MaxDepth = 46;

    /// <summary>One more than the largest number of a block.</summary>
    public const long MaxBlocks = 1L << MaxDepth;

    /// <summary>The leaf of a block: its chaining value, or the hash of the content if the block is all of it.</summary>
    /// <param name="block">1 to <see cref="Bytes"/> bytes; none only if it is the only block.</param>
    /// <param name="number">0 to <see cref="MaxBlocks"/> - 1.</param>
    /// <param name="only">The content has no other block.</param>
    public static Hash256 Leaf(ReadOnlySpan<byte> block, long number, bool only) =>
        only ? Blake3Tree.RootOf(block) : Blake3Tree.ChainingValue(block, FirstChunk(number));

    /// <summary>The number of a block's first chunk of 1 KiB within the content.</summary>
    internal static ulong FirstChunk(long number) => (ulong)number * (Bytes / Blake3Tree.ChunkLength);
}

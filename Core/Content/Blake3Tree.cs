using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// Nodes of BLAKE3's own tree (plain mode), for hash trees whose root is the plain hash of the content: who has the chaining
/// values of the parts can check each part alone. Nothing here allocates.
/// </summary>
public static class Blake3Tree
{
    /// <summary>The length of a chunk, the leaf of the tree, in bytes.</summary>
    public const int ChunkLength = Blake3Subtree.ChunkLength;

    /// <summary>
    /// The chaining value of a part that is not the whole content. It is a node of the content's tree if the part begins at a
    /// multiple of its length rounded up to a power of two of chunks, as blocks and groups of such a size do; only the last part
    /// may be short.
    /// </summary>
    /// <param name="block">At least one byte; whole chunks but for the end of the content.</param>
    /// <param name="firstChunkCounter">The part's first byte within the content, divided by <see cref="ChunkLength"/>.</param>
    /// <exception cref="ArgumentException">The part is empty.</exception>
    public static Hash256 ChainingValue(ReadOnlySpan<byte> block, ulong firstChunkCounter)
    {
        if (block.IsEmpty) throw new ArgumentException("a part of a tree has at least one byte", nameof(block));
        return Blake3Subtree.ChainingValue(block, firstChunkCounter, Blake3Mode.Plain);
    }

    /// <summary>The chaining value of an inner node that is not the root.</summary>
    public static Hash256 Parent(in Hash256 left, in Hash256 right) =>
        Blake3Subtree.Join(left, right, Blake3Mode.Plain, Blake3Flags.None);

    /// <summary>The hash of the content whose root has these children.</summary>
    public static Hash256 Root(in Hash256 left, in Hash256 right) =>
        Blake3Subtree.Join(left, right, Blake3Mode.Plain, Blake3Flags.Root);

    /// <summary>The hash of content that is one part alone, of any length: the same as <see cref="Blake3.Hash(ReadOnlySpan{byte})"/>.</summary>
    public static Hash256 RootOf(ReadOnlySpan<byte> block) => Blake3.Hash(block);
}

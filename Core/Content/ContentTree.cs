using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The hash tree over the blocks of one content. Its root is the plain BLAKE3 hash of the content, which is the content's id;
/// what a node needs beside the blocks to prove each of them. Made by <see cref="ContentTreeBuilder"/>; never changes.
/// </summary>
public sealed class ContentTree
{
    private readonly Hash256[] _nodes;

    internal ContentTree(Hash256[] nodes) => _nodes = nodes;

    /// <summary>
    /// All nodes in post-order, the root last: 2 n - 1 for n blocks, the leaf of block i at 2 i minus the ones in i's binary
    /// digits.
    /// </summary>
    public ReadOnlySpan<Hash256> Nodes => _nodes;

    /// <summary>At least 1.</summary>
    public int Blocks => (_nodes.Length + 1) / 2;

    /// <summary>The BLAKE3 hash of the content: its id.</summary>
    public Hash256 Root => _nodes[^1];

    /// <summary>The chaining value of a block, or the root if it is the only one.</summary>
    public Hash256 Leaf(int block)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, Blocks);
        return _nodes[TreeShape.LeafIndex(block)];
    }

    /// <summary>
    /// Reads a tree of nodes of 32 bytes in post-order, as stored beside content. False unless the number of nodes is odd and
    /// every parent is the hash of its children, so that a tree that was read proves its blocks.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ContentTree? tree)
    {
        tree = null;
        int count = bytes.Length / Hash256.Length;
        if (count % 2 == 0 || bytes.Length % Hash256.Length != 0) return false;
        int blocks = (count / 2) + 1;
        ContentTreeBuilder builder = new(blocks);
        for (int block = 0; block < blocks; block++) builder.AddLeaf(Node(bytes, TreeShape.LeafIndex(block)));
        ContentTree built = builder.Finish();
        for (int i = 0; i < count; i++)
            if (Node(bytes, i) != built._nodes[i]) return false;
        tree = built;
        return true;
    }

    private static Hash256 Node(ReadOnlySpan<byte> bytes, int index) => Hash256.FromBytes(bytes[(index * Hash256.Length)..]);
}

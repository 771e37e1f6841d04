using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// Builds the hash tree of content that is given block after block. Keeps nothing but the nodes: 64 bytes for a block. Blocks may
/// as well be hashed elsewhere and given as leaves, in order.
/// </summary>
public sealed class ContentTreeBuilder
{
    private Hash256[] _nodes;
    private Hash256 _rootOfOnly;
    private int _count, _blocks;
    private bool _ended;

    /// <param name="expectedBlocks">Room to take at once; more may come.</param>
    public ContentTreeBuilder(int expectedBlocks = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(expectedBlocks);
        _nodes = new Hash256[(2 * expectedBlocks) - 1];
    }

    /// <summary>Blocks that were added.</summary>
    public int Blocks => _blocks;

    /// <summary>Adds the next block: 256 KiB, the last as it is. Content without bytes is one empty block, or none.</summary>
    /// <exception cref="ArgumentException">It is too long, or follows a short one, or is empty and not alone.</exception>
    public void Add(ReadOnlySpan<byte> block)
    {
        if (block.Length > ContentBlock.Bytes) throw new ArgumentException("longer than a block", nameof(block));
        if (_ended) throw new ArgumentException("follows a short block", nameof(block));
        if (block.IsEmpty && _blocks > 0) throw new ArgumentException("empty and not alone", nameof(block));
        Hash256 leaf = default;
        if (_blocks > 0) leaf = ContentBlock.Leaf(block, _blocks, only: false);
        else HashFirst(block, out leaf, out _rootOfOnly);
        Append(leaf);
        _ended = block.Length < ContentBlock.Bytes;
    }

    /// <summary>
    /// Adds the leaf of the next block. The first is a chaining value if others follow, and the hash of the content if none does.
    /// </summary>
    public void AddLeaf(in Hash256 leaf)
    {
        if (_ended) throw new ArgumentException("follows a short block", nameof(leaf));
        if (_blocks == 0) _rootOfOnly = leaf;
        Append(leaf);
    }

    /// <summary>The tree of all that was added. The builder is done with it.</summary>
    public ContentTree Finish()
    {
        if (_blocks == 0) Add([]);
        _ended = true;
        if (_blocks == 1)
        {
            _nodes[0] = _rootOfOnly;
        }
        else
        {
            // What waits: a full tree for each one in the binary digits of the last block's number, and the last block.
            int rest = _blocks - 1, right = 1;
            while (rest != 0)
            {
                int left = rest & -rest;
                rest -= left;
                Join(right, root: rest == 0);
                right += left;
            }
        }

        Array.Resize(ref _nodes, _count);
        return new ContentTree(_nodes);
    }

    /// <summary>Joins what is complete, then takes the leaf: until it came, the last join might have been the root.</summary>
    private void Append(in Hash256 leaf)
    {
        int joins = _blocks == 0 ? 0 : BitOperations.TrailingZeroCount(_blocks);
        for (int i = 0; i < joins; i++) Join(1 << i, root: false);
        Push(leaf);
        _blocks++;
    }

    /// <summary>The parent of the last two trees that wait, the right one over <paramref name="rightLeaves"/> leaves.</summary>
    private void Join(int rightLeaves, bool root)
    {
        ref readonly Hash256 right = ref _nodes[_count - 1];
        ref readonly Hash256 left = ref _nodes[_count - (2 * rightLeaves)];
        Push(root ? Blake3Tree.Root(left, right) : Blake3Tree.Parent(left, right));
    }

    private void Push(in Hash256 node)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, (2 * _nodes.Length) + 1);
        _nodes[_count++] = node;
    }

    /// <summary>The first block may turn out to be the only one: both of its hashes, at the price of one.</summary>
    private static void HashFirst(ReadOnlySpan<byte> block, out Hash256 leaf, out Hash256 root)
    {
        int chunks = (block.Length + Blake3Tree.ChunkLength - 1) / Blake3Tree.ChunkLength;
        if (chunks <= 1)
        {
            root = Blake3Tree.RootOf(block);
            // Never used for an empty block, which nothing follows.
            leaf = block.IsEmpty ? root : Blake3Tree.ChainingValue(block, 0);
            return;
        }

        int split = TreeShape.Left(chunks) * Blake3Tree.ChunkLength;
        Hash256 left = Blake3Tree.ChainingValue(block[..split], 0);
        Hash256 right = Blake3Tree.ChainingValue(block[split..], (ulong)(split / Blake3Tree.ChunkLength));
        leaf = Blake3Tree.Parent(left, right);
        root = Blake3Tree.Root(left, right);
    }
}

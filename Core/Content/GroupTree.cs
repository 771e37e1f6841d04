using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The hash tree inside one block, over groups of 16 KiB. A node sends it with a chunk, so that who holds the plain text can
/// later show one wrong group in a dispute without the others.
/// </summary>
/// <remarks>
/// Format: for each inner node its left and its right hash, 64 bytes, in pre-order: a node, then all of its left side, then all
/// of its right side. A block of one group has none; a full block has 15, 960 bytes. A path is the siblings of one group from
/// the bottom up, at most 4 of 32 bytes.
/// </remarks>
public static class GroupTree
{
    /// <summary>Bytes of every group but the block's last.</summary>
    public const int GroupBytes = 16 * Blake3Tree.ChunkLength;

    /// <summary>Groups of a full block.</summary>
    public const int MaxGroups = ContentBlock.Bytes / GroupBytes;

    /// <summary>Bytes of the inner nodes of a full block.</summary>
    public const int MaxBytes = NodeBytes * (MaxGroups - 1);

    /// <summary>Bytes of the longest path.</summary>
    public const int MaxPathBytes = 4 * Hash256.Length;

    private const int NodeBytes = 2 * Hash256.Length;

    /// <summary>Of a group above its chunks: 16 of them.</summary>
    private const int GroupHeight = 4;

    /// <summary>Groups of a block of so many bytes; one for an empty block.</summary>
    public static int Groups(int blockBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(blockBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(blockBytes, ContentBlock.Bytes);
        return Math.Max(1, (blockBytes + GroupBytes - 1) / GroupBytes);
    }

    /// <summary>Bytes of the inner nodes of a block of so many bytes.</summary>
    public static int Length(int blockBytes) => NodeBytes * (Groups(blockBytes) - 1);

    /// <summary>Hashes a block once for both: writes its inner nodes and gives its leaf in the tree of the content.</summary>
    /// <param name="only">The content has no other block: the leaf is the content's hash.</param>
    /// <returns>The bytes written.</returns>
    public static int Write(ReadOnlySpan<byte> block, long number, bool only, Span<byte> destination, out Hash256 leaf)
    {
        int groups = Groups(block.Length);
        if (groups == 1)
        {
            leaf = ContentBlock.Leaf(block, number, only);
            return 0;
        }

        int length = Length(block.Length);
        destination = destination[..length];
        Span<Hash256> hashes = stackalloc Hash256[Blake3Subtree.RoomForNodes(block.Length)];
        Blake3Subtree.Nodes(block, ContentBlock.FirstChunk(number), GroupHeight, Blake3Mode.Plain, hashes);
        leaf = WriteNode(hashes[..groups], only, destination);
        return length;
    }

    /// <summary>
    /// True if the inner nodes are those of a block of this length with this leaf; then gives the hashes of its groups. Whatever
    /// the bytes and the length are, it only returns false.
    /// </summary>
    /// <param name="hashes">Takes a hash for each group: room for <see cref="MaxGroups"/> always suffices.</param>
    public static bool TryRead(ReadOnlySpan<byte> nodes, int blockBytes, in Hash256 leaf, bool only, Span<Hash256> hashes)
    {
        if (!IsLength(blockBytes, only) || nodes.Length != Length(blockBytes)) return false;
        return ReadNode(nodes, leaf, only, hashes[..Groups(blockBytes)]);
    }

    /// <summary>Writes the siblings of one group from the bottom up and returns their bytes.</summary>
    /// <param name="nodes">The block's inner nodes, as written by <see cref="Write"/>.</param>
    public static int WritePath(ReadOnlySpan<byte> nodes, int blockBytes, int group, Span<byte> destination)
    {
        int groups = Groups(blockBytes), depth = Depth(groups, group);
        destination = destination[..(depth * Hash256.Length)];
        for (int level = depth - 1; groups > 1; level--)
        {
            int left = TreeShape.Left(groups);
            bool goRight = group >= left;
            nodes.Slice(goRight ? 0 : Hash256.Length, Hash256.Length).CopyTo(destination[(level * Hash256.Length)..]);
            nodes = goRight ? nodes[(NodeBytes * left)..] : nodes[NodeBytes..];
            group -= goRight ? left : 0;
            groups = goRight ? groups - left : left;
        }

        return destination.Length;
    }

    /// <summary>
    /// True if these bytes are that group of the block with this leaf: what a judge of a dispute checks with the block's cold
    /// proof at hand. Whatever it is given, it only returns false.
    /// </summary>
    /// <param name="number">The number of the block in its content.</param>
    /// <param name="blockBytes">The length of the block.</param>
    /// <param name="path">As written by <see cref="WritePath"/>.</param>
    public static bool VerifyGroup(
        ReadOnlySpan<byte> group, int index, long number, int blockBytes, ReadOnlySpan<byte> path, in Hash256 leaf, bool only)
    {
        if (!IsLength(blockBytes, only) || number is < 0 or >= ContentBlock.MaxBlocks || (only && number != 0)) return false;
        int groups = Groups(blockBytes);
        if (index < 0 || index >= groups || group.Length != Math.Min(GroupBytes, blockBytes - (index * GroupBytes))) return false;
        if (path.Length != Depth(groups, index) * Hash256.Length) return false;
        return (groups == 1 ? ContentBlock.Leaf(group, number, only) : Climb(group, index, number, groups, path, only)) == leaf;
    }

    private static Hash256 Climb(
        ReadOnlySpan<byte> group, int index, long number, int groups, ReadOnlySpan<byte> path, bool only)
    {
        // Downwards first, for the sides: bit i says whether the node i levels above the group is a right child.
        int rights = 0, depth = path.Length / Hash256.Length, within = index;
        for (int level = depth - 1; level >= 0; level--)
        {
            int left = TreeShape.Left(groups);
            bool right = within >= left;
            if (right) rights |= 1 << level;
            within -= right ? left : 0;
            groups = right ? groups - left : left;
        }

        Hash256 node = GroupHash(group, ContentBlock.FirstChunk(number), index);
        for (int level = 0; level < depth; level++)
        {
            Hash256 sibling = Hash256.FromBytes(path[(level * Hash256.Length)..]);
            bool right = (rights >> level & 1) != 0;
            node = Join(right ? sibling : node, right ? node : sibling, only && level == depth - 1);
        }

        return node;
    }

    /// <summary>The hash of a group inside a larger content.</summary>
    private static Hash256 GroupHash(ReadOnlySpan<byte> group, ulong firstChunk, int index) =>
        Blake3Tree.ChainingValue(group, firstChunk + ((ulong)index * (GroupBytes / Blake3Tree.ChunkLength)));

    private static Hash256 WriteNode(ReadOnlySpan<Hash256> groups, bool root, Span<byte> nodes)
    {
        if (groups.Length == 1) return groups[0];
        int left = TreeShape.Left(groups.Length);
        Hash256 leftHash = WriteNode(groups[..left], root: false, nodes[NodeBytes..]);
        Hash256 rightHash = WriteNode(groups[left..], root: false, nodes[(NodeBytes * left)..]);
        leftHash.CopyTo(nodes);
        rightHash.CopyTo(nodes[Hash256.Length..]);
        return Join(leftHash, rightHash, root);
    }

    private static bool ReadNode(ReadOnlySpan<byte> nodes, in Hash256 expected, bool root, Span<Hash256> hashes)
    {
        if (hashes.Length == 1)
        {
            hashes[0] = expected;
            return true;
        }

        Hash256 left = Hash256.FromBytes(nodes), right = Hash256.FromBytes(nodes[Hash256.Length..]);
        if (Join(left, right, root) != expected) return false;
        int split = TreeShape.Left(hashes.Length);
        return ReadNode(nodes[NodeBytes..], left, root: false, hashes[..split])
            && ReadNode(nodes[(NodeBytes * split)..], right, root: false, hashes[split..]);
    }

    private static Hash256 Join(in Hash256 left, in Hash256 right, bool root) =>
        root ? Blake3Tree.Root(left, right) : Blake3Tree.Parent(left, right);

    private static bool IsLength(int blockBytes, bool only) => blockBytes >= (only ? 0 : 1) && blockBytes <= ContentBlock.Bytes;

    private static int Depth(int groups, int group)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, groups);
        int depth = 0;
        for (; groups > 1; depth++)
        {
            int left = TreeShape.Left(groups);
            bool right = group >= left;
            group -= right ? left : 0;
            groups = right ? groups - left : left;
        }

        return depth;
    }
}

using System.Numerics;

namespace Fleek.Core.Content;

/// <summary>
/// The shape of a BLAKE3 tree (its paper, section 2.1) over any leaves: each left child is the largest full tree that leaves
/// something for the right one. Nodes are numbered in post-order, so that a node's children and all below come before it.
/// </summary>
internal static class TreeShape
{
    /// <summary>Leaves of the left child of a tree over two or more: the largest power of two below them.</summary>
    public static int Left(int leaves) => 1 << BitOperations.Log2((uint)(leaves - 1));

    /// <summary>The place of a leaf in post-order: behind 2 nodes for each leaf before it, less one for each open tree.</summary>
    public static int LeafIndex(int leaf) => (2 * leaf) - BitOperations.PopCount((uint)leaf);

    /// <summary>The place of the root of the subtree over some leaves: behind all of its 2 n - 1 nodes but itself.</summary>
    public static int RootIndex(int firstLeaf, int leaves) => LeafIndex(firstLeaf) + (2 * leaves) - 2;
}

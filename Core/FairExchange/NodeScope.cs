using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// Which nodes may redeem a grant: any, or those of a set that is named by the root of a hash tree over their keys. A grant that
/// was assigned to one node has a set of one.
/// </summary>
/// <param name="Root">Of the set; zero means any node.</param>
public readonly record struct NodeScope(Hash256 Root)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = Hash256.Length;

    /// <summary>Depth of the largest set: a million nodes.</summary>
    public const int MaxDepth = 20;

    /// <summary>Every node.</summary>
    public static NodeScope Any => default;

    public bool IsAny => Root == default;

    /// <summary>The set of the given nodes, in an order that proofs must follow; at least one.</summary>
    public static NodeScope Of(ReadOnlySpan<PublicKey> nodes) => new(Reduce(nodes));

    /// <summary>
    /// The siblings that prove one node of a set, from its leaf up: what <see cref="Contains"/> takes. Returns how many were written.
    /// </summary>
    public static int Prove(ReadOnlySpan<PublicKey> nodes, int index, Span<Hash256> siblings)
    {
        if (nodes.Length == 1) return 0;
        int left = LeftOf(nodes.Length);
        bool isLeft = index < left;
        int depth = isLeft ? Prove(nodes[..left], index, siblings) : Prove(nodes[left..], index - left, siblings);
        siblings[depth] = Reduce(isLeft ? nodes[left..] : nodes[..left]);
        return depth + 1;
    }

    /// <summary>
    /// Whether the node is in the set, by its path: siblings from the leaf up, and a bit for each, lowest first, set where the node
    /// is on the right. Any scope contains every node and takes an empty path.
    /// </summary>
    public bool Contains(in PublicKey node, uint rightTurns, ReadOnlySpan<Hash256> siblings)
    {
        if (siblings.Length > MaxDepth || rightTurns >> siblings.Length != 0) return false;
        if (IsAny) return siblings.IsEmpty;
        Hash256 at = Leaf(node);
        for (int i = 0; i < siblings.Length; i++)
            at = (rightTurns >> i & 1) != 0 ? Parent(siblings[i], at) : Parent(at, siblings[i]);
        return at == Root;
    }

    /// <summary>The turns of a node's path, as <see cref="Contains"/> takes them.</summary>
    public static uint TurnsOf(int nodes, int index)
    {
        uint turns = 0;
        int depth = 0;
        Turn(nodes, index, ref turns, ref depth);
        return turns;
    }

    public void Write(ref WireWriter writer) => writer.Hash(Root);

    public static NodeScope Read(ref WireReader reader) => new(reader.Hash());

    private static void Turn(int nodes, int index, ref uint turns, ref int depth)
    {
        if (nodes == 1) return;
        int left = LeftOf(nodes);
        bool isLeft = index < left;
        Turn(isLeft ? left : nodes - left, isLeft ? index : index - left, ref turns, ref depth);
        if (!isLeft) turns |= 1u << depth;
        depth++;
    }

    private static Hash256 Reduce(ReadOnlySpan<PublicKey> nodes)
    {
        if (nodes.Length == 1) return Leaf(nodes[0]);
        int left = LeftOf(nodes.Length);
        return Parent(Reduce(nodes[..left]), Reduce(nodes[left..]));
    }

    /// <summary>The largest power of two below the count.</summary>
    private static int LeftOf(int count) => 1 << System.Numerics.BitOperations.Log2((uint)(count - 1));

    private static Hash256 Leaf(in PublicKey node)
    {
        Span<byte> bytes = stackalloc byte[Domain.Length + PublicKey.Length];
        Domain.ScopeLeaf.CopyTo(bytes);
        node.CopyTo(bytes[Domain.Length..]);
        return Blake3.Hash(bytes);
    }

    private static Hash256 Parent(in Hash256 left, in Hash256 right)
    {
        Span<byte> bytes = stackalloc byte[Domain.Length + (2 * Hash256.Length)];
        Domain.ScopeParent.CopyTo(bytes);
        left.CopyTo(bytes[Domain.Length..]);
        right.CopyTo(bytes[(Domain.Length + Hash256.Length)..]);
        return Blake3.Hash(bytes);
    }
}

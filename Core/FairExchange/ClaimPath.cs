using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>The way of a node through the set of nodes that may redeem a grant, kept: what a <see cref="ScopePath"/> reads.</summary>
/// <param name="Turns">A bit for each sibling, lowest first, set where the node is on the right.</param>
/// <param name="Siblings">32 bytes for each, from the leaf up.</param>
public sealed record ClaimPath(uint Turns, byte[] Siblings)
{
    /// <summary>Where any node may redeem.</summary>
    public static ClaimPath Any { get; } = new(0, []);

    public ScopePath Path => new(Turns, Siblings);

    /// <summary>Whether it leads anywhere: a scope of any node, and a set of one, have no way through them.</summary>
    public bool IsEmpty => Siblings.Length == 0;

    /// <summary>Keeps what was read.</summary>
    public static ClaimPath Of(ScopePath path) => path.Depth == 0 ? Any : new ClaimPath(path.RightTurns, path.Siblings.ToArray());

    /// <summary>The way of one node of a set.</summary>
    /// <exception cref="ArgumentException">It is not in the set.</exception>
    public static ClaimPath Of(PublicKey[] nodes, PublicKey node)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        int index = Array.IndexOf(nodes, node);
        if (index < 0) throw new ArgumentException("a set of nodes that this one is not in", nameof(nodes));
        Hash256[] siblings = new Hash256[NodeScope.MaxDepth];
        int depth = NodeScope.Prove(nodes, index, siblings);
        byte[] bytes = new byte[depth * Hash256.Length];
        for (int i = 0; i < depth; i++) siblings[i].CopyTo(bytes.AsSpan(i * Hash256.Length));
        return new ClaimPath(NodeScope.TurnsOf(nodes.Length, index), bytes);
    }
}

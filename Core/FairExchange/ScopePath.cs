using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The way of one node through the tree of a <see cref="NodeScope"/>, as it lies in the bytes that were read: nothing is copied.
/// Empty for a scope of any node and for a set of one.
/// </summary>
/// <param name="rightTurns">A bit for each sibling, lowest first, set where the node is on the right.</param>
/// <param name="siblings">32 bytes for each, from the leaf up; at most <see cref="NodeScope.MaxDepth"/> of them.</param>
public readonly ref struct ScopePath(uint rightTurns, ReadOnlySpan<byte> siblings)
{
    public uint RightTurns => rightTurns;

    /// <summary>32 bytes for each sibling.</summary>
    public ReadOnlySpan<byte> Siblings { get; } = siblings;

    public int Depth => Siblings.Length / Hash256.Length;

    /// <summary>Whether the path leads from the node to the root of the scope.</summary>
    public bool Proves(in PublicKey node, NodeScope scope)
    {
        if (Depth > NodeScope.MaxDepth) return false;
        Span<Hash256> hashes = stackalloc Hash256[NodeScope.MaxDepth];
        for (int i = 0; i < Depth; i++) hashes[i] = Hash256.FromBytes(Siblings[(i * Hash256.Length)..]);
        return scope.Contains(node, rightTurns, hashes[..Depth]);
    }
}

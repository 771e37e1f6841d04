using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// The way of one node through the tree of a <see cref="NodeScope"/>, as it lies in the bytes that were read: nothing is copied.
/// Empty for a scope of any node and for a set of one.
/// </summary>
/// <param name="rightTurns">A bit for each sibling, lowest first, set where the node is on the right.</param>
/// <param name="siblings">32 bytes for each, from the leaf up; at most <see cref="NodeScope.MaxDepth"/> of them.</param>
public readonly ref struct ScopePath(uint rightTurns, ReadOnlySpan<byte> siblings)
{
    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 4 + 1 + (NodeScope.MaxDepth * Hash256.Length);

    public uint RightTurns => rightTurns;

    /// <summary>32 bytes for each sibling.</summary>
    public ReadOnlySpan<byte> Siblings { get; } = siblings;

    public int Depth => Siblings.Length / Hash256.Length;

    /// <summary>The length of this one in bytes.</summary>
    public int Length => 4 + 1 + Siblings.Length;

    /// <summary>Whether it is whole hashes, and no more than the largest set has.</summary>
    internal bool IsSound => Siblings.Length % Hash256.Length == 0 && Depth <= NodeScope.MaxDepth;

    /// <summary>Whether the path leads from the node to the root of the scope.</summary>
    public bool Proves(in PublicKey node, NodeScope scope)
    {
        if (Depth > NodeScope.MaxDepth) return false;
        Span<Hash256> hashes = stackalloc Hash256[NodeScope.MaxDepth];
        for (int i = 0; i < Depth; i++) hashes[i] = Hash256.FromBytes(Siblings[(i * Hash256.Length)..]);
        return scope.Contains(node, rightTurns, hashes[..Depth]);
    }

    /// <summary>As HELLO has it: turns, depth, siblings.</summary>
    public void Write(ref WireWriter writer)
    {
        writer.UInt32(RightTurns);
        writer.Byte((byte)Depth);
        writer.Bytes(Siblings);
    }

    public static ScopePath Read(scoped ref WireReader reader)
    {
        uint turns = (uint)reader.UInt32();
        int depth = reader.Byte();
        if (depth > NodeScope.MaxDepth) reader.Fail();
        return new ScopePath(turns, reader.Take(depth * Hash256.Length));
    }
}

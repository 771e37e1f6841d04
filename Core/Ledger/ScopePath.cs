using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>The proof that a node is in a grant's scope, as <see cref="NodeScope.Contains"/> takes it; empty where any node is.</summary>
/// <param name="rightTurns">A bit for each sibling, lowest first.</param>
/// <param name="siblings">Hashes of 32 bytes from the leaf up, at most <see cref="NodeScope.MaxDepth"/>.</param>
public readonly ref struct ScopePath(uint rightTurns, ReadOnlySpan<byte> siblings)
{
    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = 4 + 1 + (NodeScope.MaxDepth * Hash256.Length);

    public uint RightTurns { get; } = rightTurns;

    public ReadOnlySpan<byte> Siblings { get; } = siblings;

    /// <summary>The length of this one in bytes.</summary>
    public int Length => 4 + 1 + Siblings.Length;

    internal bool IsSound => Siblings.Length % Hash256.Length == 0 && Siblings.Length <= NodeScope.MaxDepth * Hash256.Length;

    public bool Leads(in NodeScope scope, in PublicKey node)
    {
        if (!IsSound) return false;
        Span<Hash256> hashes = stackalloc Hash256[NodeScope.MaxDepth];
        int depth = Siblings.Length / Hash256.Length;
        for (int i = 0; i < depth; i++) hashes[i] = Hash256.FromBytes(Siblings[(i * Hash256.Length)..]);
        return scope.Contains(node, RightTurns, hashes[..depth]);
    }

    public void Write(ref WireWriter writer)
    {
        writer.UInt32(RightTurns);
        writer.Byte((byte)(Siblings.Length / Hash256.Length));
        writer.Bytes(Siblings);
    }

    public static ScopePath Read(ref WireReader reader)
    {
        uint turns = (uint)reader.UInt32();
        int depth = reader.Byte();
        if (depth > NodeScope.MaxDepth) reader.Fail();
        return new ScopePath(turns, reader.Take(depth * Hash256.Length));
    }
}

using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Content;

public sealed class Blake3TreeTests
{
    private const int Chunk = Blake3Tree.ChunkLength;

    private static readonly byte[] _data = Lengths.RandomBytes(Lengths.Longest);

    /// <summary>Parts of 1, 2, 4, .. chunks, joined in pairs with the odd one going up, have the plain hash for a root.</summary>
    [Fact]
    public void Parts_join_to_the_hash_of_the_whole() =>
        Gen.Select(Gen.Int[0, 8], Gen.Int[1, Lengths.Longest]).Sample((log, length) =>
        {
            int part = Chunk << log;
            if (length <= part) return;
            List<Hash256> nodes = [];
            for (int at = 0; at < length; at += part)
                nodes.Add(Blake3Tree.ChainingValue(_data.AsSpan(at, Math.Min(part, length - at)), (ulong)(at / Chunk)));
            while (nodes.Count > 2)
                nodes = [.. nodes.Chunk(2).Select(pair => pair.Length == 2 ? Blake3Tree.Parent(pair[0], pair[1]) : pair[0])];
            Assert.Equal(Blake3.Hash(_data.AsSpan(0, length)), Blake3Tree.Root(nodes[0], nodes[1]));
        }, iter: 200, threads: 1);

    [Fact]
    public void A_part_is_bound_to_its_place_and_no_root()
    {
        ReadOnlySpan<byte> part = _data.AsSpan(0, 4 * Chunk);
        Assert.NotEqual(Blake3Tree.ChainingValue(part, 0), Blake3Tree.ChainingValue(part, 4));
        Assert.NotEqual(Blake3Tree.ChainingValue(part, 0), Blake3Tree.RootOf(part));
        Hash256 left = Blake3Tree.ChainingValue(part, 0), right = Blake3Tree.ChainingValue(part, 4);
        Assert.NotEqual(Blake3Tree.Parent(left, right), Blake3Tree.Root(left, right));
        Assert.NotEqual(Blake3Tree.Parent(left, right), Blake3Tree.Parent(right, left));
    }

    [Fact]
    public void An_empty_part_is_refused() =>
        Assert.Throws<ArgumentException>(() => Blake3Tree.ChainingValue([], 1));
}

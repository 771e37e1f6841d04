using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Trees and proofs made in the plainest way.</summary>
internal static class Trees
{
    public static ContentTree Of(ReadOnlySpan<byte> content)
    {
        ContentTreeBuilder builder = new();
        for (int at = 0; at < content.Length; at += ContentBlock.Bytes)
            builder.Add(content.Slice(at, Math.Min(ContentBlock.Bytes, content.Length - at)));
        return builder.Finish();
    }

    /// <summary>A tree over leaves that belong to no content: for shapes too large to hash.</summary>
    public static ContentTree OfLeaves(int count, int seed)
    {
        ContentTreeBuilder builder = new();
        foreach (Hash256 leaf in Leaves(count, seed)) builder.AddLeaf(leaf);
        return builder.Finish();
    }

    public static Hash256[] Leaves(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Any(random))];
    }

    public static Hash256 Any(Random random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.NextBytes(bytes);
        return Hash256.FromBytes(bytes);
    }

    public static byte[] Proof(ContentTree tree, int block, bool resumed)
    {
        byte[] proof = new byte[SliceProof.MaxBytes];
        return proof[..SliceProof.Write(tree, block, resumed, proof)];
    }

    public static ReadOnlySpan<byte> Block(byte[] content, int block) => content.AsSpan(
        block * ContentBlock.Bytes, Math.Min(ContentBlock.Bytes, content.Length - (block * ContentBlock.Bytes)));
}

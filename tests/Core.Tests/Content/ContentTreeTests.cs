using System.Numerics;
using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class ContentTreeTests
{
    private const int Block = ContentBlock.Bytes;

    [Fact]
    public void Trees_are_those_of_the_vectors()
    {
        foreach (ProofVector vector in ProofVectors.Read())
        {
            ContentTree tree = Trees.Of(vector.Content);
            Assert.Equal(vector.Nodes, tree.Nodes.ToArray().Select(n => n.ToString()));
            Assert.Equal(vector.Root, tree.Root.ToString());
            Assert.Equal(vector.LeafIndices.Length, tree.Blocks);
            for (int i = 0; i < tree.Blocks; i++) Assert.Equal(vector.Nodes[vector.LeafIndices[i]], tree.Leaf(i).ToString());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData(2 * Block)]
    [InlineData((3 * Block) - 1)]
    [InlineData(4 * Block)]
    [InlineData((4 * Block) + 1)]
    [InlineData((8 * Block) + 1024)]
    public void The_root_is_the_plain_hash_of_the_content(int length)
    {
        byte[] content = ProofVector.Bytes(length);
        Assert.Equal(Blake3.Hash(content), Trees.Of(content).Root);
    }

    [Fact]
    public void The_root_is_the_plain_hash_of_content_of_any_length() => Gen.Int[0, 12 * Block].Sample(
        length =>
        {
            byte[] content = ProofVector.Bytes(length);
            Assert.Equal(Blake3.Hash(content), Trees.Of(content).Root);
        },
        iter: 40, threads: 1);

    /// <summary>The definition: split at the largest power of two below, left first, then right, then the parent.</summary>
    [Fact]
    public void Any_number_of_leaves_gives_the_tree_of_the_definition()
    {
        for (int count = 2; count <= 130; count++)
        {
            List<Hash256> nodes = [];
            Define(Trees.Leaves(count, count), true, nodes);
            Assert.Equal(nodes, Trees.OfLeaves(count, count).Nodes.ToArray());
        }
    }

    [Fact]
    public void A_content_without_bytes_is_one_empty_block()
    {
        string root = new ContentTreeBuilder().Finish().Root.ToString();
        Assert.Equal("af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262", root);
        ContentTreeBuilder builder = new();
        builder.Add([]);
        Assert.Equal(1, builder.Blocks);
        Assert.Equal(Blake3.Hash([]), builder.Finish().Root);
    }

    [Fact]
    public void Leaves_hashed_elsewhere_give_the_same_tree()
    {
        byte[] content = ProofVector.Bytes((5 * Block) + 77);
        ContentTreeBuilder builder = new(6);
        for (int i = 0; i < 6; i++) builder.AddLeaf(ContentBlock.Leaf(Trees.Block(content, i), i, only: false));
        Assert.Equal(Trees.Of(content).Nodes.ToArray(), builder.Finish().Nodes.ToArray());
        ContentTreeBuilder alone = new();
        alone.AddLeaf(ContentBlock.Leaf(content.AsSpan(0, 99), 0, only: true));
        Assert.Equal(Blake3.Hash(content.AsSpan(0, 99)), alone.Finish().Root);
    }

    [Fact]
    public void Nothing_may_follow_a_short_block_and_no_block_is_too_long()
    {
        ContentTreeBuilder builder = new();
        Assert.Throws<ArgumentException>(() => builder.Add(new byte[Block + 1]));
        builder.Add(new byte[Block]);
        Assert.Throws<ArgumentException>(() => builder.Add([]));
        builder.Add(new byte[Block - 1]);
        Assert.Throws<ArgumentException>(() => builder.Add(new byte[1]));
        Assert.Throws<ArgumentException>(() => builder.AddLeaf(default));
        Assert.Equal(2, builder.Finish().Blocks);
    }

    [Fact]
    public void A_stored_tree_is_read_back_and_a_damaged_one_is_refused()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int).Sample(
            (blocks, seed) =>
            {
                ContentTree tree = Trees.OfLeaves(blocks, seed);
                byte[] bytes = new byte[32 * tree.Nodes.Length];
                for (int i = 0; i < tree.Nodes.Length; i++) tree.Nodes[i].CopyTo(bytes.AsSpan(32 * i));
                Assert.True(ContentTree.TryRead(bytes, out ContentTree? read));
                Assert.Equal(tree.Nodes.ToArray(), read!.Nodes.ToArray());
                Assert.False(ContentTree.TryRead(bytes.AsSpan(1), out _));
                Assert.False(ContentTree.TryRead(bytes.AsSpan(0, bytes.Length - 32), out _));
                Assert.False(ContentTree.TryRead([], out _));
                if (blocks == 1) return;
                bytes[new Random(seed).Next(bytes.Length)] ^= 1;
                Assert.False(ContentTree.TryRead(bytes, out _));
            },
            iter: 200, threads: 1);
    }

    private static Hash256 Define(ReadOnlySpan<Hash256> leaves, bool root, List<Hash256> nodes)
    {
        Hash256 node = leaves[0];
        if (leaves.Length > 1)
        {
            int split = (int)(BitOperations.RoundUpToPowerOf2((uint)leaves.Length) / 2);
            Hash256 left = Define(leaves[..split], false, nodes), right = Define(leaves[split..], false, nodes);
            node = root ? Blake3Tree.Root(left, right) : Blake3Tree.Parent(left, right);
        }

        nodes.Add(node);
        return node;
    }
}

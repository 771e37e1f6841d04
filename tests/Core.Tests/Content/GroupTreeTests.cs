using System.Numerics;
using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class GroupTreeTests
{
    private const int Group = GroupTree.GroupBytes, Block = ContentBlock.Bytes;

    /// <summary>Content of one block, block 0 of several, a later block, or the last: what a length and a place can be.</summary>
    private static readonly Gen<(int Length, long Number, bool Only)> _place = Gen.OneOf(
        Gen.Select(Gen.Int[0, Block], Gen.Const(0L), Gen.Const(true)),
        Gen.Select(Gen.Int[1, Block], Gen.Long[0, ContentBlock.MaxBlocks - 1], Gen.Const(false)),
        Gen.Select(Gen.Int[1, 16].Select(n => n * Group), Gen.Long[0, 99], Gen.Const(false)),
        Gen.Select(Gen.Int[0, 15].Select(n => (n * Group) + 1), Gen.Const(0L), Gen.Bool));

    [Fact]
    public void Sizes_are_those_of_the_format()
    {
        Assert.Equal(960, GroupTree.MaxBytes);
        Assert.Equal(960, GroupTree.Length(Block));
        Assert.Equal(0, GroupTree.Length(0));
        Assert.Equal(0, GroupTree.Length(Group));
        Assert.Equal(64, GroupTree.Length(Group + 1));
        Assert.Equal(16, GroupTree.Groups(Block));
        Assert.Equal(128, GroupTree.MaxPathBytes);
    }

    [Fact]
    public void Nodes_are_in_pre_order_and_lead_to_the_leaf_of_the_content_tree() => _place.Sample(
        place =>
        {
            byte[] block = ProofVector.Bytes(place.Length), nodes = new byte[GroupTree.MaxBytes];
            int length = GroupTree.Write(block, place.Number, place.Only, nodes, out Hash256 leaf);
            Assert.Equal(ContentBlock.Leaf(block, place.Number, place.Only), leaf);
            List<byte> expected = [];
            if (block.Length > Group) Define(block, (ulong)place.Number * 256, expected);
            Assert.Equal(expected, nodes.Take(length));
            Assert.Equal(GroupTree.Length(block.Length), length);
        },
        iter: 60, threads: 1);

    [Fact]
    public void Nodes_that_were_read_give_the_hash_of_each_group() => _place.Sample(
        place =>
        {
            byte[] block = ProofVector.Bytes(place.Length), nodes = Nodes(block, place.Number, place.Only, out Hash256 leaf);
            Hash256[] hashes = new Hash256[GroupTree.MaxGroups];
            Assert.True(GroupTree.TryRead(nodes, block.Length, leaf, place.Only, hashes));
            int groups = GroupTree.Groups(block.Length);
            if (groups == 1) Assert.Equal(leaf, hashes[0]);
            for (int i = 0; groups > 1 && i < groups; i++)
            {
                ulong chunk = ((ulong)place.Number * 256) + (ulong)(16 * i);
                Assert.Equal(Blake3Tree.ChainingValue(Part(block, i), chunk), hashes[i]);
            }
        },
        iter: 60, threads: 1);

    [Fact]
    public void Any_flipped_bit_of_the_nodes_and_any_other_length_is_refused()
    {
        Hash256[] hashes = new Hash256[GroupTree.MaxGroups];
        foreach (int length in (int[])[Group + 1, (5 * Group) + 3, Block])
        {
            byte[] block = ProofVector.Bytes(length), nodes = Nodes(block, 3, false, out Hash256 leaf);
            Assert.True(GroupTree.TryRead(nodes, length, leaf, false, hashes));
            for (int bit = 0; bit < 8 * nodes.Length; bit++)
            {
                nodes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(GroupTree.TryRead(nodes, length, leaf, false, hashes), $"bit {bit}");
                nodes[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.False(GroupTree.TryRead(nodes, length, leaf, true, hashes));
            for (int n = 0; n < nodes.Length; n++)
                Assert.False(GroupTree.TryRead(nodes.AsSpan(0, n), length, leaf, false, hashes));
            Assert.False(GroupTree.TryRead([.. nodes, .. new byte[64]], length, leaf, false, hashes));
            foreach (int other in (int[])[int.MinValue, -1, 0, length - Group, length + Group, Block + 1, int.MaxValue])
                Assert.False(GroupTree.TryRead(nodes, other, leaf, false, hashes), $"{other} bytes");
        }
    }

    [Fact]
    public void Each_group_verifies_alone_and_at_no_other_place() => _place.Sample(
        place =>
        {
            (int length, long number, bool only) = place;
            byte[] block = ProofVector.Bytes(length), nodes = Nodes(block, number, only, out Hash256 leaf);
            byte[] path = new byte[GroupTree.MaxPathBytes];
            for (int i = 0; i < GroupTree.Groups(length); i++)
            {
                ReadOnlySpan<byte> group = Part(block, i), siblings = path.AsSpan(0, GroupTree.WritePath(nodes, length, i, path));
                Assert.True(GroupTree.VerifyGroup(group, i, number, length, siblings, leaf, only), $"group {i}");
                for (int other = -1; other <= 16; other++)
                    if (other != i) Assert.False(GroupTree.VerifyGroup(group, other, number, length, siblings, leaf, only));
                if (!only) Assert.False(GroupTree.VerifyGroup(group, i, number ^ 1, length, siblings, leaf, only));
                Assert.False(GroupTree.VerifyGroup(group, i, number, length, siblings, leaf, !only));
                Assert.False(GroupTree.VerifyGroup(group, i, number, length, [.. siblings, .. new byte[32]], leaf, only));
                if (siblings.Length > 0)
                    Assert.False(GroupTree.VerifyGroup(group, i, number, length, siblings[32..], leaf, only));
                if (group.Length > 0) Assert.False(GroupTree.VerifyGroup(group[1..], i, number, length, siblings, leaf, only));
            }
        },
        iter: 40, threads: 1);

    [Fact]
    public void Any_flipped_bit_of_a_group_or_its_path_is_refused()
    {
        int length = (11 * Group) + 500;
        byte[] block = ProofVector.Bytes(length), nodes = Nodes(block, 7, false, out Hash256 leaf);
        byte[] path = new byte[GroupTree.MaxPathBytes];
        Random random = new(3);
        foreach (int i in (int[])[0, 5, 8, 11])
        {
            byte[] group = [.. Part(block, i)], siblings = path[..GroupTree.WritePath(nodes, length, i, path)];
            foreach (byte[] part in (byte[][])[siblings, group])
                for (int trial = 0; trial < 200; trial++)
                {
                    int bit = part == siblings ? trial % (8 * part.Length) : random.Next(8 * part.Length);
                    part[bit / 8] ^= (byte)(1 << (bit % 8));
                    Assert.False(GroupTree.VerifyGroup(group, i, 7, length, siblings, leaf, false));
                    part[bit / 8] ^= (byte)(1 << (bit % 8));
                }

            Assert.True(GroupTree.VerifyGroup(group, i, 7, length, siblings, leaf, false));
        }
    }

    /// <summary>What is posted in a dispute: a cold proof, a group and its path; the judge has the content's id alone.</summary>
    [Fact]
    public void A_judge_needs_a_group_its_path_and_a_cold_proof()
    {
        byte[] content = ProofVector.Bytes((6 * Block) + 40_000), path = new byte[GroupTree.MaxPathBytes];
        ContentTree tree = Trees.Of(content);
        foreach (int block in (int[])[0, 3, 5, 6])
        {
            SliceVerifier judge = new(Blake3.Hash(content), block);
            Assert.Equal(SliceRefusal.None, judge.AcceptProof(Trees.Proof(tree, block, resumed: false)));
            ReadOnlySpan<byte> bytes = Trees.Block(content, block);
            byte[] nodes = Nodes(bytes, block, judge.IsOnlyBlock, out _);
            ReadOnlySpan<byte> siblings = path.AsSpan(0, GroupTree.WritePath(nodes, bytes.Length, 2, path));
            byte[] group = [.. Part(bytes, 2)];
            Assert.True(GroupTree.VerifyGroup(group, 2, block, bytes.Length, siblings, judge.ExpectedLeaf, judge.IsOnlyBlock));
            group[9] ^= 4;
            Assert.False(GroupTree.VerifyGroup(group, 2, block, bytes.Length, siblings, judge.ExpectedLeaf, judge.IsOnlyBlock));
        }
    }

    [Fact]
    public void Hostile_lengths_places_and_bytes_are_refused_without_a_word()
    {
        Random random = new(5);
        byte[] bytes = new byte[Group + 1];
        random.NextBytes(bytes);
        Hash256[] hashes = new Hash256[GroupTree.MaxGroups];
        int[] lengths = [int.MinValue, -1, 0, 1, Group, Group + 1, Block - 1, Block, Block + 1, int.MaxValue];
        long[] numbers = [long.MinValue, -1, 0, 1, ContentBlock.MaxBlocks - 1, ContentBlock.MaxBlocks, long.MaxValue];
        foreach (int length in lengths)
            foreach (bool only in (bool[])[true, false])
            {
                for (int nodes = 0; nodes <= 1024; nodes += 32)
                    Assert.Equal(length is > 0 and <= Group && nodes == 0 || (length == 0 && only && nodes == 0),
                        GroupTree.TryRead(bytes.AsSpan(0, nodes), length, Trees.Any(random), only, hashes));
                foreach (long number in numbers)
                    foreach (int index in (int[])[int.MinValue, -1, 0, 1, 15, 16, int.MaxValue])
                        foreach (int size in (int[])[0, 1, Group, Group + 1])
                            for (int path = 0; path <= 160; path += 32)
                            {
                                ReadOnlySpan<byte> group = bytes.AsSpan(0, size), siblings = bytes.AsSpan(0, path);
                                Hash256 leaf = Trees.Any(random);
                                Assert.False(GroupTree.VerifyGroup(group, index, number, length, siblings, leaf, only));
                            }
            }
    }

    [Fact]
    public void Writing_reading_and_verifying_allocate_nothing()
    {
        byte[] block = ProofVector.Bytes(Block), nodes = new byte[GroupTree.MaxBytes], path = new byte[GroupTree.MaxPathBytes];
        Hash256[] hashes = new Hash256[GroupTree.MaxGroups];
        Assert.True(Once());
        bool good = true;
        Assert.Equal(0, SteadyState.Bytes(() => good &= Once()));
        Assert.True(good);

        bool Once()
        {
            GroupTree.Write(block, 1, false, nodes, out Hash256 leaf);
            int length = GroupTree.WritePath(nodes, Block, 9, path);
            return GroupTree.TryRead(nodes, Block, leaf, false, hashes)
                && GroupTree.VerifyGroup(Part(block, 9), 9, 1, Block, path.AsSpan(0, length), leaf, false);
        }
    }

    private static byte[] Nodes(ReadOnlySpan<byte> block, long number, bool only, out Hash256 leaf)
    {
        byte[] nodes = new byte[GroupTree.MaxBytes];
        return nodes[..GroupTree.Write(block, number, only, nodes, out leaf)];
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> block, int group) =>
        block.Slice(group * Group, Math.Min(Group, block.Length - (group * Group)));

    private static void Define(ReadOnlySpan<byte> part, ulong chunk, List<byte> nodes)
    {
        if (part.Length <= Group) return;
        int groups = (part.Length + Group - 1) / Group, split = (int)(BitOperations.RoundUpToPowerOf2((uint)groups) / 2) * Group;
        ulong right = chunk + (ulong)(split / 1024);
        byte[] pair = new byte[64];
        Blake3Tree.ChainingValue(part[..split], chunk).CopyTo(pair);
        Blake3Tree.ChainingValue(part[split..], right).CopyTo(pair.AsSpan(32));
        nodes.AddRange(pair);
        Define(part[..split], chunk, nodes);
        Define(part[split..], right, nodes);
    }
}

using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class SliceProofTests
{
    [Fact]
    public void Proofs_are_those_of_the_vectors()
    {
        int written = 0;
        foreach (ProofVector vector in ProofVectors.Read())
        {
            ContentTree tree = Trees.Of(vector.Content);
            for (int block = 0; block < tree.Blocks; block++, written++)
            {
                Assert.Equal(vector.Cold[block], Convert.ToHexStringLower(Trees.Proof(tree, block, resumed: false)));
                string? resumed = block == 0 ? null : Convert.ToHexStringLower(Trees.Proof(tree, block, resumed: true));
                Assert.Equal(vector.Resumed[block], resumed);
            }
        }

        Assert.Equal(44, written);
    }

    [Fact]
    public void The_longest_proof_has_47_hashes_in_1510_bytes()
    {
        Assert.Equal(1510, SliceProof.MaxBytes);
        Assert.Equal(1510, SliceProof.Length(47));
        Assert.Equal(257, SliceProof.Length(8));
        Assert.Equal(290, SliceProof.Length(9));
    }

    /// <summary>The first segment is the short one, and each header's highest bit belongs to the hash behind it.</summary>
    [Fact]
    public void Segments_of_eight_are_filled_from_the_end()
    {
        Hash256[] hashes = Trees.Leaves(11, 4);
        byte[] proof = new byte[SliceProof.Length(11)];
        // Left: hashes 1 and 2 of the first three, 3 and 10 of the last eight.
        Assert.Equal(proof.Length, SliceProof.Encode(hashes, 0b100_0000_1110, proof));
        List<byte> expected = [0b0110_0000];
        for (int i = 0; i < 11; i++)
        {
            if (i == 3) expected.Add(0b1000_0001);
            byte[] bytes = new byte[32];
            hashes[i].CopyTo(bytes);
            expected.AddRange(bytes);
        }

        Assert.Equal(expected, proof);
    }

    [Fact]
    public void Blocks_that_are_not_there_and_too_little_room_are_refused()
    {
        ContentTree tree = Trees.OfLeaves(5, 1);
        byte[] room = new byte[SliceProof.MaxBytes];
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceProof.Write(tree, -1, false, room));
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceProof.Write(tree, 5, false, room));
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceProof.Write(tree, 0, true, room));
        Assert.Throws<ArgumentOutOfRangeException>(() => SliceProof.Write(tree, 0, false, new byte[128]));
        Assert.Equal(129, SliceProof.Write(tree, 0, false, new byte[129]));
    }

    [Fact]
    public void Writing_a_proof_allocates_nothing()
    {
        ContentTree tree = Trees.OfLeaves(1000, 1);
        byte[] room = new byte[SliceProof.MaxBytes];
        int first = SliceProof.Write(tree, 77, false, room);
        int second = 0;
        Assert.Equal(0, SteadyState.Bytes(
            () => second = SliceProof.Write(tree, 77, false, room) + SliceProof.Write(tree, 512, true, room)));
        Assert.True(second > first);
    }
}

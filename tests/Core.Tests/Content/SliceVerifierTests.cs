using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class SliceVerifierTests
{
    private const int Block = ContentBlock.Bytes;

    [Fact]
    public void The_proofs_of_the_vectors_verify_their_blocks()
    {
        foreach (ProofVector vector in ProofVectors.Read())
        {
            Assert.True(Hash256.TryParse(vector.Root, out Hash256 id));
            for (int first = 0; first < vector.Cold.Length; first++)
            {
                SliceVerifier verifier = new(id, first);
                for (int block = first; block < vector.Cold.Length; block++)
                {
                    Assert.Equal(block, verifier.NextBlock);
                    byte[] proof = Convert.FromHexString(block == first ? vector.Cold[block] : vector.Resumed[block]!);
                    Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof));
                    Assert.Equal(block == vector.Cold.Length - 1, verifier.IsLastBlock);
                    Assert.Equal(vector.Cold.Length == 1, verifier.IsOnlyBlock);
                    Assert.Equal(SliceRefusal.None, verifier.AcceptBlock(Trees.Block(vector.Content, block)));
                }

                Assert.True(verifier.IsComplete);
                Assert.Equal(SliceRefusal.Complete, verifier.AcceptProof([]));
                Assert.Equal(SliceRefusal.Complete, verifier.AcceptBlock([1]));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Block + 1)]
    [InlineData(3 * Block)]
    [InlineData((4 * Block) + 1)]
    [InlineData((7 * Block) - 1)]
    public void Content_of_this_length_verifies_from_any_block(int length)
    {
        byte[] content = ProofVector.Bytes(length);
        ContentTree tree = Trees.Of(content);
        for (int first = 0; first < tree.Blocks; first++)
        {
            SliceVerifier verifier = new(Blake3.Hash(content), first);
            for (int block = first; block < tree.Blocks; block++)
            {
                Assert.Equal(SliceRefusal.None, verifier.AcceptProof(Trees.Proof(tree, block, resumed: block > first)));
                Assert.Equal(SliceRefusal.None, verifier.AcceptBlock(Trees.Block(content, block)));
            }

            Assert.True(verifier.IsComplete);
        }
    }

    /// <summary>Every proof, cold and resumed, of every tree of up to 70 blocks, then of random large ones.</summary>
    [Fact]
    public void Every_proof_of_every_small_tree_verifies()
    {
        for (int blocks = 1; blocks <= 70; blocks++)
            for (int first = 0; first < blocks; first++)
                Run(Trees.OfLeaves(blocks, blocks), first, blocks);
    }

    [Fact]
    public void A_run_of_blocks_anywhere_in_a_large_tree_verifies() => Gen.Int[1, 3000].Select(Gen.Double.Unit, Gen.Int).Sample(
        (blocks, where, seed) =>
        {
            int first = (int)(where * (blocks - 1));
            Run(Trees.OfLeaves(blocks, seed), first, Math.Min(blocks, first + 100));
        },
        iter: 60, threads: 1);

    /// <summary>A path in the tallest tree there can be; the block of all ones is the last that BLAKE3 can number.</summary>
    [Fact]
    public void The_tallest_tree_verifies_and_a_taller_one_is_refused()
    {
        byte[] proof = new byte[2000];
        Random random = new(6);
        IEnumerable<long> any = Enumerable.Range(0, 50).Select(_ => random.NextInt64(ContentBlock.MaxBlocks));
        foreach (long block in (long[])[0, 1, ContentBlock.MaxBlocks - 1, ContentBlock.MaxBlocks / 2, .. any])
        {
            Hash256[] hashes = Trees.Leaves(47, 9);
            ulong lefts = (ulong)block << 1;
            SliceVerifier verifier = new(RootOf(hashes, lefts), block);
            int length = SliceProof.Encode(hashes, lefts, proof);
            Assert.Equal(1510, length);
            Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof.AsSpan(0, length)));
            Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(hashes[0], Block));
            Assert.Equal(block == ContentBlock.MaxBlocks - 1, verifier.IsComplete);
            // The next blocks: each empty proof takes the open node for a block, as a sender might who made the tree.
            for (int i = 1; !verifier.IsComplete; i++)
            {
                Hash256 open = hashes.Where((_, j) => j > 0 && (lefts >> j & 1) == 0).ElementAt(i - 1);
                Assert.Equal(SliceRefusal.None, verifier.AcceptProof([]));
                Assert.Equal(open, verifier.ExpectedLeaf);
                Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(open, Block));
            }
        }

        Hash256[] tooMany = Trees.Leaves(48, 9);
        SliceVerifier taller = new(RootOf(tooMany, 0));
        Assert.Equal(SliceRefusal.MalformedProof, taller.AcceptProof(proof.AsSpan(0, SliceProof.Encode(tooMany, 0, proof))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceVerifier(default, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SliceVerifier(default, ContentBlock.MaxBlocks));
    }

    [Fact]
    public void Any_flipped_bit_of_a_proof_is_refused()
    {
        foreach ((int blocks, int block) in ((int, int)[])[(2, 1), (13, 6), (13, 12), (600, 300), (1025, 0), (1025, 1024)])
            foreach (bool resumed in (bool[])[false, true])
            {
                ContentTree tree = Trees.OfLeaves(blocks, 2);
                if (resumed && block == 0) continue;
                byte[] proof = Trees.Proof(tree, block, resumed);
                SliceVerifier verifier = resumed ? After(tree, block) : new(tree.Root, block);
                for (int bit = 0; bit < 8 * proof.Length; bit++)
                {
                    proof[bit / 8] ^= (byte)(1 << (bit % 8));
                    Assert.NotEqual(SliceRefusal.None, verifier.AcceptProof(proof));
                    Assert.Equal(SliceRefusal.ProofMissing, verifier.AcceptLeaf(tree.Leaf(block), Block));
                    proof[bit / 8] ^= (byte)(1 << (bit % 8));
                }

                Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof));
                Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(tree.Leaf(block), Block));
            }
    }

    [Fact]
    public void A_flipped_bit_of_a_block_is_refused_and_the_right_block_taken_after_it()
    {
        byte[] content = ProofVector.Bytes((2 * Block) + 5000);
        ContentTree tree = Trees.Of(content);
        SliceVerifier verifier = new(tree.Root);
        Random random = new(11);
        for (int block = 0; block < 3; block++)
        {
            byte[] bytes = [.. Trees.Block(content, block)];
            Assert.Equal(SliceRefusal.None, verifier.AcceptProof(Trees.Proof(tree, block, block > 0)));
            for (int trial = 0; trial < 30; trial++)
            {
                int bit = random.Next(8 * bytes.Length);
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.Equal(SliceRefusal.BlockMismatch, verifier.AcceptBlock(bytes));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            Assert.Equal(SliceRefusal.None, verifier.AcceptBlock(bytes));
        }
    }

    [Fact]
    public void Truncated_and_extended_proofs_are_refused()
    {
        foreach ((int blocks, int block) in ((int, int)[])[(2, 0), (13, 8), (300, 100), (513, 511)])
        {
            ContentTree tree = Trees.OfLeaves(blocks, 3);
            SliceVerifier verifier = new(tree.Root, block);
            byte[] proof = Trees.Proof(tree, block, resumed: false), longer = [.. proof, .. new byte[1600]];
            for (int length = 1; length < longer.Length; length++)
                Assert.Equal(length == proof.Length, verifier.AcceptProof(longer.AsSpan(0, length)) == SliceRefusal.None);
            // Without a proof the id itself would be the leaf of block 0: no block has it, and no other block may be there.
            if (block > 0) Assert.Equal(SliceRefusal.WrongPlace, verifier.AcceptProof([]));
            else
            {
                Assert.Equal(SliceRefusal.None, verifier.AcceptProof([]));
                Assert.Equal(SliceRefusal.BlockMismatch, verifier.AcceptLeaf(tree.Leaf(0), Block));
            }

            Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof));
        }
    }

    /// <summary>
    /// Near the right edge of a tree a path looks the same for several blocks, since the length of the content is not known:
    /// there the chunk counters in the block's hash tell.
    /// </summary>
    [Fact]
    public void A_proof_serves_its_own_block_alone()
    {
        byte[] content = ProofVector.Bytes(13 * Block);
        int edges = 0;
        for (int blocks = 1; blocks <= 13; blocks++)
        {
            ContentTree tree = Trees.Of(content.AsSpan(0, blocks * Block));
            for (int block = 0; block < blocks; block++)
                for (int at = 0; at < 24; at++)
                {
                    SliceVerifier verifier = new(tree.Root, at);
                    SliceRefusal refusal = verifier.AcceptProof(Trees.Proof(tree, block, resumed: false));
                    if (refusal == SliceRefusal.None)
                    {
                        if (at != block) edges++;
                        refusal = verifier.AcceptBlock(Trees.Block(content, block));
                        Assert.Equal(at == block ? SliceRefusal.None : SliceRefusal.BlockMismatch, refusal);
                    }
                    else
                    {
                        Assert.NotEqual(at, block);
                        Assert.Equal(SliceRefusal.WrongPlace, refusal);
                    }
                }
        }

        // Most are told apart by the proof.
        Assert.InRange(edges, 1, 13 * 14 / 2 * 24 / 10);
    }

    [Fact]
    public void Cold_and_resumed_proofs_are_not_taken_for_each_other()
    {
        for (int blocks = 2; blocks <= 20; blocks++)
        {
            ContentTree tree = Trees.OfLeaves(blocks, 5);
            for (int block = 1; block < blocks; block++)
            {
                byte[] cold = Trees.Proof(tree, block, resumed: false), resumed = Trees.Proof(tree, block, resumed: true);
                Assert.Equal(SliceRefusal.WrongPlace, After(tree, block).AcceptProof(cold));
                Assert.Equal(SliceRefusal.WrongPlace, new SliceVerifier(tree.Root, block).AcceptProof(resumed));
            }
        }
    }

    /// <summary>
    /// The first half of a block is a node of the tree as well, with the same first chunk: a sender may lead a proof to it, and
    /// the reader would take it for the whole block.
    /// </summary>
    [Fact]
    public void Half_a_block_is_not_taken_for_the_block()
    {
        byte[] content = ProofVector.Bytes(2 * Block);
        ReadOnlySpan<byte> half = content.AsSpan(0, Block / 2), other = content.AsSpan(Block / 2, Block / 2);
        Hash256[] hashes =
        [
            Blake3Tree.ChainingValue(half, 0), Blake3Tree.ChainingValue(other, 128),
            Blake3Tree.ChainingValue(content.AsSpan(Block), 256),
        ];
        byte[] proof = new byte[SliceProof.MaxBytes];
        SliceVerifier verifier = new(Blake3.Hash(content));
        Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof.AsSpan(0, SliceProof.Encode(hashes, 0, proof))));
        Assert.Equal(SliceRefusal.WrongLength, verifier.AcceptBlock(half));
        Assert.Equal(SliceRefusal.BlockMismatch, verifier.AcceptBlock(content.AsSpan(0, Block)));
        // The honest proof is still taken.
        ContentTree tree = Trees.Of(content);
        Assert.Equal(SliceRefusal.None, verifier.AcceptProof(Trees.Proof(tree, 0, false)));
        Assert.Equal(SliceRefusal.None, verifier.AcceptBlock(content.AsSpan(0, Block)));
    }

    [Fact]
    public void Blocks_of_a_wrong_length_are_refused()
    {
        byte[] content = ProofVector.Bytes((2 * Block) + 7), longer = new byte[Block + 1];
        ContentTree tree = Trees.Of(content);
        SliceVerifier verifier = new(tree.Root);
        for (int block = 0; block < 3; block++)
        {
            Assert.Equal(SliceRefusal.ProofMissing, verifier.AcceptBlock(Trees.Block(content, block)));
            Assert.Equal(SliceRefusal.None, verifier.AcceptProof(Trees.Proof(tree, block, block > 0)));
            Assert.Equal(SliceRefusal.WrongLength, verifier.AcceptBlock([]));
            Assert.Equal(SliceRefusal.WrongLength, verifier.AcceptBlock(longer));
            Assert.Equal(SliceRefusal.WrongLength, verifier.AcceptLeaf(tree.Leaf(block), -1));
            SliceRefusal shorter = verifier.AcceptBlock(Trees.Block(content, block)[1..]);
            Assert.Equal(block < 2 ? SliceRefusal.WrongLength : SliceRefusal.BlockMismatch, shorter);
            Assert.Equal(SliceRefusal.None, verifier.AcceptBlock(Trees.Block(content, block)));
        }
    }

    /// <summary>A sender who made the id can hang any tree below it, but no more open nodes than there is room for.</summary>
    [Fact]
    public void A_resumed_proof_deeper_than_its_place_is_refused()
    {
        byte[] proof = new byte[SliceProof.MaxBytes];
        for (int block = 1; block <= 8; block *= 2)
            for (int count = 2; count <= 9; count++)
            {
                // The blocks before are a full tree, and beside it stands a tower of any height.
                Hash256[] tower = Trees.Leaves(count, count);
                Hash256 top = tower[0];
                for (int i = 1; i < count; i++) top = Blake3Tree.Parent(top, tower[i]);
                ContentTree tree = Trees.OfLeaves(block, 8);
                Hash256[] hashes = [.. Path(tree, block, out ulong lefts), top];
                SliceVerifier verifier = new(RootOf(hashes, lefts), block - 1);
                Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof.AsSpan(0, SliceProof.Encode(hashes, lefts, proof))));
                Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(hashes[0], Block));
                bool fits = count - 1 <= System.Numerics.BitOperations.TrailingZeroCount(block);
                SliceRefusal refusal = verifier.AcceptProof(proof.AsSpan(0, SliceProof.Encode(tower, 0, proof)));
                Assert.Equal(fits ? SliceRefusal.None : SliceRefusal.WrongPlace, refusal);
            }
    }

    [Fact]
    public void Random_and_damaged_proofs_are_refused_without_exception_or_allocation()
    {
        const int Cases = 1_000_000;
        ContentTree tree = Trees.OfLeaves(700, 12);
        byte[][] proofs = [.. Enumerable.Range(0, 50).Select(i => Trees.Proof(tree, (i * 14) + 1, resumed: false))];
        byte[] proof = new byte[1600];
        SliceVerifier verifier = new(tree.Root);
        RandomStream random = new(1, 2, 3);
        int wellFormed = 0, accepted = 0;
        long before = 0, least = long.MaxValue;
        for (int i = -1000; i < Cases; i++)
        {
            if (i % (Cases / 5) == 0)
            {
                // The runtime itself allocates now and then: what the verifier allocates, it does in every fifth.
                if (i > 0) least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            int which = (int)random.NextBelow(proofs.Length), length = proofs[which].Length;
            bool damaged = (random.NextBits() & 3) == 0;
            verifier.Begin(tree.Root, damaged ? (which * 14) + 1 : random.NextBelow(1L << (int)random.NextBelow(47)));
            if (damaged)
            {
                proofs[which].CopyTo(proof, 0);
                proof[(int)random.NextBelow(length)] ^= (byte)(1 << (int)random.NextBelow(8));
            }
            else
            {
                // Half of them as long as some proof is.
                bool anyLength = (random.NextBits() & 1) == 0;
                length = anyLength ? (int)random.NextBelow(1600) : SliceProof.Length((int)random.NextBelow(12));
                for (int at = 0; at < length; at += 8) BitConverter.TryWriteBytes(proof.AsSpan(at), random.NextBits());
                proof[0] &= 0xE0;
            }

            SliceRefusal refusal = verifier.AcceptProof(proof.AsSpan(0, length));
            if (refusal == SliceRefusal.ProofMismatch) wellFormed++;
            // Nothing at all is the proof of the only block, and then no block fits.
            if (refusal != SliceRefusal.None) continue;
            if (length != 0 || verifier.AcceptLeaf(tree.Leaf(0), Block) == SliceRefusal.None) accepted++;
        }

        Assert.Equal(0, least);
        Assert.Equal(0, accepted);
        // Enough of them reached the hashes.
        Assert.InRange(wellFormed, Cases / 10, Cases);
    }

    [Fact]
    public void Verifying_allocates_nothing()
    {
        byte[] content = ProofVector.Bytes((3 * Block) + 100);
        ContentTree tree = Trees.Of(content);
        byte[][] proofs = [.. Enumerable.Range(0, 4).Select(i => Trees.Proof(tree, i, i > 0))];
        SliceVerifier verifier = new(tree.Root);
        Assert.True(Once());
        bool good = true;
        Assert.Equal(0, SteadyState.Bytes(() => good &= Once()));
        Assert.True(good);

        bool Once()
        {
            verifier.Begin(tree.Root);
            for (int i = 0; i < proofs.Length; i++)
                if (verifier.AcceptProof(proofs[i]) != SliceRefusal.None
                    || verifier.AcceptBlock(Trees.Block(content, i)) != SliceRefusal.None) return false;
            return verifier.IsComplete;
        }
    }

    private static void Run(ContentTree tree, int first, int end)
    {
        SliceVerifier verifier = new(tree.Root, first);
        for (int block = first; block < end; block++)
        {
            byte[] proof = Trees.Proof(tree, block, resumed: block > first);
            Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof));
            Assert.Equal(tree.Leaf(block), verifier.ExpectedLeaf);
            Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(tree.Leaf(block), Block));
        }

        Assert.Equal(end == tree.Blocks, verifier.IsComplete);
    }

    private static SliceVerifier After(ContentTree tree, int block)
    {
        SliceVerifier verifier = new(tree.Root, block - 1);
        Assert.Equal(SliceRefusal.None, verifier.AcceptProof(Trees.Proof(tree, block - 1, resumed: false)));
        Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(tree.Leaf(block - 1), Block));
        return verifier;
    }

    /// <summary>The last leaf of a tree and its siblings upwards, all of them on the left.</summary>
    private static List<Hash256> Path(ContentTree tree, int blocks, out ulong lefts)
    {
        List<Hash256> path = [tree.Leaf(blocks - 1)];
        byte[] proof = Trees.Proof(tree, blocks - 1, resumed: false);
        lefts = 0;
        for (int at = 33; at < proof.Length; at += 32)
        {
            lefts |= 1UL << path.Count;
            path.Add(Hash256.FromBytes(proof.AsSpan(at)));
        }

        return path;
    }

    private static Hash256 RootOf(Hash256[] hashes, ulong lefts)
    {
        Hash256 node = hashes[0];
        for (int i = 1; i < hashes.Length; i++)
        {
            bool left = (lefts >> i & 1) != 0;
            Hash256 l = left ? hashes[i] : node, r = left ? node : hashes[i];
            node = i == hashes.Length - 1 ? Blake3Tree.Root(l, r) : Blake3Tree.Parent(l, r);
        }

        return node;
    }
}

using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class SlicePathTests
{
    [Fact]
    public void The_path_of_any_block_of_any_run_is_that_of_its_cold_proof()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 199]).Where((blocks, first) => first < blocks).Sample((blocks, first) =>
        {
            ContentTree tree = TreeOf(blocks);
            SliceVerifier verifier = new(tree.Root, first);
            byte[] proof = new byte[SliceProof.MaxBytes];
            Hash256[] path = new Hash256[ContentBlock.MaxDepth];
            for (int block = first; block < blocks; block++)
            {
                int length = SliceProof.Write(tree, block, resumed: block > first, proof);
                Assert.Equal(SliceRefusal.None, verifier.AcceptProof(proof.AsSpan(0, length)));
                int written = verifier.WritePath(blocks, path);
                Assert.Equal(Cold(tree, block), path[..Math.Max(0, written)]);
                Assert.Equal(SliceRefusal.None, verifier.AcceptLeaf(tree.Leaf(block), ContentBlock.Bytes));
            }
        });
    }

    [Fact]
    public void A_content_of_another_number_of_blocks_has_no_path_where_its_last_block_would_be_another()
    {
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 99], Gen.Int[1, 120]).Where((blocks, first, said) => first < blocks && first < said)
            .Sample((blocks, first, said) =>
            {
                ContentTree tree = TreeOf(blocks);
                SliceVerifier verifier = new(tree.Root, first);
                byte[] proof = new byte[SliceProof.MaxBytes];
                Hash256[] path = new Hash256[ContentBlock.MaxDepth];
                int length = SliceProof.Write(tree, first, resumed: false, proof);
                verifier.AcceptProof(proof.AsSpan(0, length));
                bool asDeep = Turns(said, first) == Turns(blocks, first);
                Assert.Equal(asDeep, verifier.WritePath(said, path) >= 0);
            });
    }

    /// <summary>The path's turns from the root down, made apart from the code that is checked.</summary>
    private static string Turns(int leaves, int leaf)
    {
        string turns = "";
        while (leaves > 1)
        {
            int left = 1;
            while (left * 2 < leaves) left *= 2;
            turns += leaf < left ? "l" : "r";
            (leaves, leaf) = leaf < left ? (left, leaf) : (leaves - left, leaf - left);
        }

        return turns;
    }

    private static Hash256[] Cold(ContentTree tree, int block)
    {
        byte[] proof = new byte[SliceProof.MaxBytes];
        int length = SliceProof.Write(tree, block, resumed: false, proof);
        int count = (length - ((length + SliceProof.SegmentBytes - 1) / SliceProof.SegmentBytes)) / Hash256.Length;
        return [.. Enumerable.Range(1, Math.Max(0, count - 1)).Select(i => Hash256.FromBytes(proof.AsSpan(SliceProof.Place(i, count, out _, out _))))];
    }

    private static ContentTree TreeOf(int blocks)
    {
        ContentTreeBuilder builder = new(blocks);
        for (int i = 0; i < blocks; i++) builder.AddLeaf(Blake3.Hash(BitConverter.GetBytes(i)));
        return builder.Finish();
    }
}

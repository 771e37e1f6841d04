using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Gateway;

namespace Fleek.Tests.Core;

/// <summary>One content from nodes that fail and a tunnel: all of it comes once, and no block is paid twice.</summary>
public sealed class AssetFetchTests
{
    private const int Block = ContentBlock.Bytes;

    [Fact]
    public void Nothing_is_lost_nothing_fetched_twice_and_nothing_paid_twice_wherever_nodes_fail() =>
        Gen.Select(
            Gen.Int[0, (6 * Block) + 1_000], Gen.Int[0, 3],
            Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3]).Array[0, 3], Gen.Int[1, 300_000]).Sample(
            (length, nodes, failures, step) =>
            {
                byte[] content = new byte[length];
                new Random(length).NextBytes(content);
                AssetFetch fetch = new(new ManifestItem(Blake3.Hash(content), length), nodes);
                HashSet<long> paid = [];
                long fetched = 0;
                for (int rounds = 0; !fetch.IsComplete; rounds++)
                {
                    Assert.True(rounds < 100_000);
                    AssetPart part = fetch.Next;
                    Assert.Equal(fetch.Delivered, part.Offset);
                    if (part.Source == AssetSource.Tunnel)
                    {
                        int take = (int)Math.Min(part.Bytes, step);
                        Assert.True(fetch.TryTake(AssetSource.Tunnel, part.Offset, content.AsSpan((int)part.Offset, take)));
                        fetched += take;
                        continue;
                    }

                    Assert.Equal(0, part.Offset % Block);
                    (int blocks, int ahead) = part.Node < failures.Length ? failures[part.Node] : (int.MaxValue, 0);
                    Serve(fetch, content, part, blocks, ahead, paid, ref fetched);
                }

                Assert.True(fetch.Verifies());
                Assert.Equal(length, fetched);
                Assert.Equal(paid.Count, fetch.PaidBlocks);
                Assert.Equal(AssetSource.Nothing, fetch.Next.Source);
            },
            iter: 400);

    [Fact]
    public void What_a_failed_node_was_paid_for_comes_through_the_tunnel_and_the_rest_from_the_next()
    {
        byte[] content = new byte[4 * Block];
        AssetFetch fetch = new(new ManifestItem(Blake3.Hash(content), content.Length), nodes: 2);
        Assert.Equal(new AssetPart(AssetSource.Node, TunnelReason.None, 0, 0, 4 * Block), fetch.Next);
        fetch.OnPaid(3);
        Assert.True(fetch.TryTake(AssetSource.Node, 0, content.AsSpan(0, Block)));
        fetch.OnNodeFailed();
        Assert.Equal(new AssetPart(AssetSource.Tunnel, TunnelReason.PaidElsewhere, 0, Block, 2 * Block), fetch.Next);
        Assert.True(fetch.TryTake(AssetSource.Tunnel, Block, content.AsSpan(0, 2 * Block)));
        Assert.Equal(new AssetPart(AssetSource.Node, TunnelReason.None, 1, 3 * Block, Block), fetch.Next);
        fetch.OnPaid(4);
        fetch.OnNodeFailed();
        Assert.Equal(TunnelReason.PaidElsewhere, fetch.Next.Tunnel);
        Assert.Equal(4, fetch.PaidBlocks);
        Assert.True(fetch.TryTake(AssetSource.Tunnel, 3 * Block, content.AsSpan(0, Block)));
        Assert.Equal((true, 3L * Block, 2), (fetch.Verifies(), fetch.Tunnelled, fetch.FailedNodes));
    }

    [Fact]
    public void Bytes_out_of_place_or_too_many_are_not_taken_and_wrong_ones_do_not_verify()
    {
        byte[] content = [1, 2, 3, 4];
        AssetFetch fetch = new(new ManifestItem(Blake3.Hash(content), 4), nodes: 0);
        Assert.Equal(new AssetPart(AssetSource.Tunnel, TunnelReason.NoSession, 0, 0, 4), fetch.Next);
        Assert.False(fetch.TryTake(AssetSource.Tunnel, 1, [2]));
        Assert.False(fetch.TryTake(AssetSource.Tunnel, 0, [1, 2, 3, 4, 5]));
        Assert.True(fetch.TryTake(AssetSource.Tunnel, 0, [1, 2]));
        Assert.False(fetch.TryTake(AssetSource.Tunnel, 0, [1, 2]));
        Assert.False(fetch.Verifies());
        Assert.True(fetch.TryTake(AssetSource.Tunnel, 2, [3, 5]));
        Assert.False(fetch.Verifies());
    }

    /// <summary>A node that pays out blocks in order, is paid some ahead of what it delivers, and fails after so many.</summary>
    private static void Serve(
        AssetFetch fetch, byte[] content, AssetPart part, int blocks, int ahead, HashSet<long> paid, ref long fetched)
    {
        long first = part.Offset / Block, all = (content.Length + Block - 1) / Block;
        for (long i = first; i < all; i++)
        {
            bool fails = i - first >= blocks;
            long upTo = Math.Min(all, i + (fails ? ahead : 1));
            for (long j = i; j < upTo; j++) Assert.True(paid.Add(j), "a block was paid twice");
            fetch.OnPaid(upTo);
            if (fails)
            {
                fetch.OnNodeFailed();
                return;
            }

            int bytes = (int)Math.Min(Block, content.Length - (i * Block));
            Assert.True(fetch.TryTake(AssetSource.Node, i * Block, content.AsSpan((int)(i * Block), bytes)));
            fetched += bytes;
        }
    }
}

using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

public sealed class EndpointTests
{
    [Theory]
    [InlineData(ExchangeMode.Encrypted, TicketKind.HashChain)]
    [InlineData(ExchangeMode.PayAfter, TicketKind.HashChain)]
    [InlineData(ExchangeMode.PayBefore, TicketKind.HashChain)]
    [InlineData(ExchangeMode.Encrypted, TicketKind.Signed)]
    public void A_content_is_fetched_paid_and_closed(ExchangeMode mode, TicketKind tickets)
    {
        foreach (int length in new[] { 0, 1, ContentBlock.Bytes - 1, ContentBlock.Bytes, ContentBlock.Bytes + 1, 23 * ContentBlock.Bytes / 2 })
        {
            Line line = new(mode, tickets: tickets);
            Hash256 content = line.Shelf.Add(Bytes(length));
            int blocks = line.Shelf.Tree(content).Blocks;
            line.Connect();
            line.Fetch(content, 0, blocks);
            line.Run();
            line.Finish();
            line.Run();
            Assert.Equal(ClientFault.None, line.Client.Fault);
            Assert.Equal(Bytes(length), line.Delivered.SelectMany(d => d.Bytes).ToArray());
            Assert.Equal(Line.Price * blocks, line.Client.Cumulative);
            Assert.Equal(0, line.Client.Outstanding);
            LaneKey lane = Assert.Single(line.Redeemed.Distinct());
            Assert.Equal(Line.Price * blocks, line.Node.TicketOf(lane).Cumulative);
        }
    }

    [Theory]
    [InlineData(ExchangeMode.Encrypted)]
    [InlineData(ExchangeMode.PayAfter)]
    public void A_lane_goes_on_after_any_number_of_frames_and_a_disconnect_or_a_restart(ExchangeMode mode)
    {
        for (int cut = 1; cut < 40; cut++)
        {
            foreach (bool restarts in new[] { false, true })
            {
                Line line = new(mode);
                byte[] bytes = Bytes(6 * ContentBlock.Bytes);
                Hash256 content = line.Shelf.Add(bytes);
                line.Connect();
                line.Fetch(content, 0, 6);
                for (int i = 0; i < cut; i++) line.Step();
                if (restarts) line.Restart(1);
                else line.Disconnect();
                line.Connect();
                line.Run();
                line.Finish();
                line.Run();
                Assert.Equal(ClientFault.None, line.Client.Fault);
                Assert.Equal(0, line.Client.Outstanding);
                Assert.Equal(bytes, line.Delivered.OrderBy(d => d.Block).SelectMany(d => d.Bytes).ToArray());
                Assert.Equal(Line.Price * 6, line.Client.Cumulative);
                Assert.Equal(Line.Price * 6, line.Node.TicketOf(line.Redeemed[^1]).Cumulative);
            }
        }
    }

    [Theory]
    [InlineData(TicketKind.HashChain)]
    [InlineData(TicketKind.Signed)]
    public void A_restart_from_a_log_made_anew_is_as_good_as_one_from_the_whole(TicketKind tickets)
    {
        for (int cut = 1; cut < 40; cut++)
        {
            Line line = new(tickets: tickets);
            byte[] bytes = Bytes(6 * ContentBlock.Bytes);
            Hash256 content = line.Shelf.Add(bytes);
            line.Connect();
            line.Fetch(content, 0, 6);
            for (int i = 0; i < cut; i++) line.Step();
            int before = line.Log.Count;
            line.Compact();
            Assert.True(line.Log.Count <= before, $"{line.Log.Count} bytes of {before}");
            line.Restart(1);
            line.Connect();
            line.Run();
            line.Compact(); // of a restored node, with a session that went on
            line.Finish();
            line.Run();
            line.Compact();
            line.Restart(2);
            Assert.Equal(ClientFault.None, line.Client.Fault);
            Assert.Equal(bytes, line.Delivered.OrderBy(d => d.Block).SelectMany(d => d.Bytes).ToArray());
            Assert.Equal(Line.Price * 6, line.Node.TicketOf(line.Redeemed[^1]).Cumulative);
        }
    }

    [Fact]
    public void A_payer_cannot_make_a_node_keep_more_than_its_lanes()
    {
        Line line = new();
        line.NodeSetup = line.NodeSetup with { MaxLanesPerPayer = 3 };
        line.Node = line.NewNode(0);
        RefuseReason[] reasons = [.. Enumerable.Range(0, 4).Select(lane => line.Opened(line.ClientSetup with { Lane = lane % 4 }).Refusal)];
        Assert.Equal([RefuseReason.None, RefuseReason.None, RefuseReason.None, RefuseReason.LaneOutOfGrant], reasons);
        // Lanes that cost nothing are forgotten with their epoch.
        line.Epoch(2);
        Assert.Equal(RefuseReason.None, line.Opened(line.ClientSetup with { Epoch = 2, Lane = 3 }).Refusal);
    }

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new KeyedRandomBytes(7, length, 0).Fill(bytes);
        return bytes;
    }
}

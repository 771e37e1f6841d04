using CsCheck;
using Fleek.Core.Content;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>What protects a payer from clients and nodes that collude.</summary>
public sealed class ProtectionTests
{
    [Theory]
    [InlineData(20, 3, 2)]
    [InlineData(50, 5, 4)]
    [InlineData(10, 1, 1)]
    public void A_draw_has_a_colluding_node_as_often_as_chance_says(int nodes, int colluding, int drawn)
    {
        const int Draws = 40_000;
        NodeEntry[] candidates = Candidates(nodes);
        NodeLottery lottery = new(Blake3.Hash("a secret"u8));
        int[] draw = new int[drawn];
        long hits = 0, nodesHit = 0;
        for (int i = 0; i < Draws; i++)
        {
            Assert.Equal(drawn, lottery.Draw(default, ClientBlock.Of(GatewayCase.Address(i)), 0, candidates, draw));
            Assert.Equal(drawn, draw.Distinct().Count());
            int mine = draw.Count(node => node < colluding);
            nodesHit += mine;
            if (mine > 0) hits++;
        }

        double none = 1;
        for (int i = 0; i < drawn; i++) none *= (double)(nodes - colluding - i) / (nodes - i);
        double share = 1 - none;
        Assert.InRange((hits - (Draws * share)) / Math.Sqrt(Draws * share * (1 - share)), -4, 4);
        double mean = (double)drawn * colluding / nodes;
        double variance = mean * (1 - ((double)colluding / nodes)) * (nodes - drawn) / Math.Max(1, nodes - 1);
        Assert.InRange((nodesHit - (Draws * mean)) / Math.Sqrt(Draws * variance), -4, 4);
    }

    [Fact]
    public void A_draw_is_repeatable_from_its_secret_and_depends_on_nothing_that_a_client_chooses()
    {
        NodeEntry[] candidates = Candidates(30), reversed = [.. candidates.Reverse()];
        NodeLottery one = new(Blake3.Hash("a secret"u8)), same = new(Blake3.Hash("a secret"u8)), other = new(Blake3.Hash("another"u8));
        int differs = 0;
        for (int i = 0; i < 200; i++)
        {
            PublicKey[] drawn = Draw(one, candidates, block: i, period: 0);
            Assert.Equal(drawn, Draw(same, candidates, i, 0));
            Assert.Equal(drawn, Draw(one, reversed, i, 0));
            Assert.Equal(drawn, Draw(one, candidates, i, 0, host: 77));
            if (!drawn.SequenceEqual(Draw(other, candidates, i, 0)) && !drawn.SequenceEqual(Draw(one, candidates, i, 1))) differs++;
        }

        Assert.InRange(differs, 190, 200);
        Assert.Equal(30, one.Draw(default, default, 0, candidates, new int[50]));
        Assert.Equal(0, one.Draw(default, default, 0, [], new int[3]));
    }

    [Fact]
    public void Blocks_of_clients_are_24_bits_of_ipv4_and_48_of_ipv6()
    {
        Assert.Equal(ClientBlock.Of(Parse("10.1.2.3")), ClientBlock.Of(Parse("10.1.2.250")));
        Assert.NotEqual(ClientBlock.Of(Parse("10.1.2.3")), ClientBlock.Of(Parse("10.1.3.3")));
        Assert.Equal(ClientBlock.Of(Parse("2001:db8:1:2::3")), ClientBlock.Of(Parse("2001:db8:1:ff::9")));
        Assert.NotEqual(ClientBlock.Of(Parse("2001:db8:1:2::3")), ClientBlock.Of(Parse("2001:db8:2:2::3")));

        static IpAddress Parse(string text)
        {
            Assert.True(IpAddress.TryParse(text, out IpAddress address));
            return address;
        }
    }

    [Fact]
    public void A_link_carries_whole_chunks_and_one_that_had_begun()
    {
        AccessLink link = new(1 << 21);
        Assert.Equal(1, link.MaxUnits(Duration.Zero));
        Assert.Equal(11, link.MaxUnits(Duration.FromSeconds(10L)));
        Assert.True(link.Carries(11, Duration.FromSeconds(10L)));
        Assert.False(link.Carries(12, Duration.FromSeconds(10L)));
        Assert.False(link.Carries(2, Duration.FromSeconds(-10L)));
        Assert.True(new AccessLink(0).Carries(long.MaxValue, Duration.Zero));
        Assert.Equal(long.MaxValue, new AccessLink(long.MaxValue).MaxUnits(new Duration(long.MaxValue)));
    }

    [Fact]
    public void What_is_earned_is_paid_once_after_the_delay_or_goes_back() =>
        Gen.Select(Gen.Long[0, 50], Gen.Select(Gen.Int[0, 3], Gen.Long[0, 30], Gen.Long[0, 1_000], Gen.Int[0, 9]).Array[1, 80]).Sample(
            (delay, moves) =>
            {
                PayoutBook book = new(new Duration(delay));
                List<(long At, int Node, long Amount)> waiting = [];
                Dictionary<int, long> paid = [];
                long now = 0, returned = 0;
                foreach ((int node, long wait, long amount, int kind) in moves)
                {
                    now += wait;
                    if (kind > 0)
                    {
                        book.Earn(new Instant(now), new NodeId(node), new Credits(amount));
                        waiting.Add((now, node, amount));
                    }

                    foreach ((long at, int to, long due) in waiting.Where(w => w.At + delay <= now)) paid[to] = paid.GetValueOrDefault(to) + due;
                    waiting.RemoveAll(w => w.At + delay <= now);
                    if (kind == 0)
                    {
                        long back = waiting.Where(w => w.Node == node).Sum(w => w.Amount);
                        Assert.Equal(back, book.ClawBack(new Instant(now), new NodeId(node)).Units);
                        waiting.RemoveAll(w => w.Node == node);
                        returned += back;
                    }

                    book.Pay(new Instant(now));
                    for (int i = 0; i < 4; i++) Assert.Equal(paid.GetValueOrDefault(i), book.PaidTo(new NodeId(i)).Units);
                    Assert.Equal((paid.Values.Sum(), returned, waiting.Sum(w => w.Amount)), (book.Paid, book.Returned, book.Waiting));
                }
            });

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.9)]
    [InlineData(3, 0.6)]
    public void A_node_that_fails_visits_is_given_up_after_as_many_as_the_closed_form_says(int strikes, double fails)
    {
        const int Nodes = 20_000;
        MysteryShopper shopper = new(11, Duration.FromSeconds(60L), strikes);
        double visits = 0, squares = 0, seconds = 0;
        for (int i = 0; i < Nodes; i++)
        {
            RandomStream outcome = new(5, StreamPurpose.VisitOutcome, i);
            NodeId node = new(i);
            Instant now = Instant.Zero;
            int count = 0;
            do
            {
                now = shopper.Next(now, node);
                count++;
            }
            while (!shopper.Visited(node, served: outcome.NextUniform() >= fails));
            Assert.True(shopper.IsGivenUp(node));
            Assert.False(shopper.Visited(node, served: false));
            visits += count;
            squares += (double)count * count;
            seconds += now.Seconds;
        }

        double mean = visits / Nodes, deviation = Math.Sqrt((squares / Nodes) - (mean * mean));
        double power = Math.Pow(fails, strikes), expected = (1 - power) / (power * (1 - fails));
        Assert.InRange((mean - expected) / (deviation / Math.Sqrt(Nodes)), -4, 4);
        Assert.InRange(seconds / Nodes / (expected * 60), 0.97, 1.03);
    }

    private static NodeEntry[] Candidates(int count) =>
        [.. Enumerable.Range(0, count).Select(i => GatewayCase.EntryOf(new PublicKey(Blake3.Hash(BitConverter.GetBytes(i))), i))];

    private static PublicKey[] Draw(NodeLottery lottery, NodeEntry[] candidates, int block, long period, int host = 1)
    {
        int[] drawn = new int[3];
        lottery.Draw(default, ClientBlock.Of(GatewayCase.Address(block, host)), period, candidates, drawn);
        return [.. drawn.Select(i => candidates[i].Node)];
    }
}

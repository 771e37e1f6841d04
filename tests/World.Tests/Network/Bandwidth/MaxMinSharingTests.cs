using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

public sealed class MaxMinSharingTests
{
    private const long Mbit = 1_000_000;

    private readonly MaxMinSharing _sharing = new();
    private readonly List<FinishedFlow> _finished = [];

    [Fact]
    public void A_flow_alone_gets_the_least_capacity_on_its_path_or_its_cap()
    {
        LinkId up = _sharing.AddLink(100 * Mbit), core = _sharing.AddLink(40 * Mbit), down = _sharing.AddLink(60 * Mbit);
        FlowId flow = _sharing.StartElastic(Instant.Zero, [up, core, down]);
        Assert.Equal(40 * Mbit, _sharing.RateOf(flow));
        _sharing.End(Instant.Zero, flow);
        Assert.Equal(7, _sharing.RateOf(_sharing.StartElastic(Instant.Zero, [up, core, down], 7)));
    }

    [Fact]
    public void A_line_of_links_is_shared_as_in_the_textbook()
    {
        // One flow over both links of 10, one more on the first, three more on the second: a quarter of the second for the long
        // one, and the first link's other flow has the rest of it.
        LinkId a = _sharing.AddLink(10_000), b = _sharing.AddLink(10_000);
        FlowId both = _sharing.StartElastic(Instant.Zero, [a, b]);
        FlowId first = _sharing.StartElastic(Instant.Zero, [a]);
        FlowId[] second = [.. Enumerable.Range(0, 3).Select(_ => _sharing.StartElastic(Instant.Zero, [b]))];
        Assert.Equal([2_500, 7_500, 2_500, 2_500, 2_500], ((FlowId[])[both, first, .. second]).Select(_sharing.RateOf));
    }

    [Fact]
    public void What_is_left_of_a_division_is_given_to_nobody_and_a_capped_flow_leaves_its_share_to_the_others()
    {
        LinkId link = _sharing.AddLink(11);
        FlowId[] flows = [.. Enumerable.Range(0, 3).Select(_ => _sharing.StartElastic(Instant.Zero, [link]))];
        Assert.Equal([3, 3, 3], flows.Select(_sharing.RateOf));
        FlowId capped = _sharing.StartElastic(Instant.Zero, [link], 2);
        Assert.Equal([2, 2, 2, 2], ((FlowId[])[.. flows, capped]).Select(_sharing.RateOf));
        _sharing.SetCapacity(Instant.Zero, link, 17);
        Assert.Equal([5, 5, 5, 2], ((FlowId[])[.. flows, capped]).Select(_sharing.RateOf));
    }

    [Fact]
    public void Two_links_that_stop_at_one_level_stop_together_whatever_their_remainders()
    {
        // Each could give one more to its own flow if the other were looked at first; neither may.
        LinkId a = _sharing.AddLink(10), b = _sharing.AddLink(10);
        LinkId[][] paths = [[a, b], [a, b], [a], [b]];
        FlowId[] flows = [.. paths.Select(path => _sharing.StartElastic(Instant.Zero, path))];
        Assert.Equal([3, 3, 3, 3], flows.Select(_sharing.RateOf));
    }

    [Fact]
    public void A_flow_ends_at_the_first_whole_nanosecond_at_which_all_is_transferred()
    {
        LinkId link = _sharing.AddLink(3);
        FlowId flow = _sharing.Start(Instant.Zero, [link], 10);
        Assert.Equal(new Instant(3_333_333_334), _sharing.NextCompletion());
        _sharing.AdvanceTo(new Instant(3_333_333_333), _finished);
        Assert.Empty(_finished);
        _sharing.AdvanceTo(new Instant(9_000_000_000), _finished);
        Assert.Equal([new FinishedFlow(flow, new Instant(3_333_333_334))], _finished);
        Assert.Equal(Instant.Never, _sharing.NextCompletion());
        Assert.False(_sharing.IsLive(flow));
    }

    [Fact]
    public void A_flow_that_meets_others_on_its_way_ends_when_the_areas_add_up()
    {
        // 100 bits at 10 a second: alone for 2 s (20), with another for 6 s (30 each), alone again for the last 50.
        LinkId link = _sharing.AddLink(10);
        FlowId flow = _sharing.Start(Instant.Zero, [link], 100);
        FlowId other = _sharing.Start(At(2), [link], 30);
        _sharing.AdvanceTo(At(20), _finished);
        Assert.Equal([new FinishedFlow(other, At(8)), new FinishedFlow(flow, At(13))], _finished);
    }

    [Fact]
    public void Flows_that_end_together_come_in_the_order_of_their_start()
    {
        LinkId[] links = [.. Enumerable.Range(0, 20).Select(_ => _sharing.AddLink(6))];
        FlowId[] flows = [.. Enumerable.Range(0, 40).Select(i => _sharing.Start(Instant.Zero, [links[i * 7 % 20]], 12))];
        _sharing.AdvanceTo(At(4), _finished);
        Assert.Equal(flows.Select(f => new FinishedFlow(f, At(4))), _finished);
    }

    [Fact]
    public void An_outage_stops_a_flow_and_its_end_lets_it_go_on()
    {
        LinkId link = _sharing.AddLink(10);
        FlowId flow = _sharing.Start(Instant.Zero, [link], 100);
        _sharing.SetCapacity(At(4), link, 0);
        Assert.Equal(Instant.Never, _sharing.NextCompletion());
        _sharing.SetCapacity(At(7), link, 20);
        Assert.Equal(At(10), _sharing.NextCompletion());
        Assert.Equal(40_000_000_000, _sharing.TransferredNanobits(At(7), flow));
        Assert.Equal(100_000_000_000, _sharing.TransferredNanobits(At(10), flow));
    }

    [Fact]
    public void A_flow_of_the_largest_amount_on_the_slowest_link_never_ends_and_overflows_nothing()
    {
        LinkId slow = _sharing.AddLink(1), fast = _sharing.AddLink(MaxMinSharing.MostBits);
        FlowId endless = _sharing.Start(Instant.Zero, [slow], MaxMinSharing.MostBits);
        Assert.Equal(Instant.Never, _sharing.NextCompletion());
        FlowId second = _sharing.Start(Instant.Zero, [fast], MaxMinSharing.MostBits);
        Assert.Equal(At(1), _sharing.NextCompletion());
        _sharing.AdvanceTo(At(9_000_000_000), _finished);
        Assert.Equal([new FinishedFlow(second, At(1))], _finished);
        Assert.Equal((Int128)9_000_000_000 * 1_000_000_000, _sharing.TransferredNanobits(At(9_000_000_000), endless));
    }

    [Fact]
    public void Elastic_flows_are_told_of_new_rates_and_only_where_a_bottleneck_is_shared()
    {
        LinkId here = _sharing.AddLink(12), there = _sharing.AddLink(12);
        FlowId a = _sharing.StartElastic(Instant.Zero, [here]), far = _sharing.StartElastic(Instant.Zero, [there]);
        Assert.Equal([a, far], Changed());
        FlowId b = _sharing.StartElastic(Instant.Zero, [here]);
        Assert.Equal([a, b], Changed());
        _sharing.End(At(1), b);
        FlowId c = _sharing.StartElastic(At(1), [here]);
        Assert.Equal([c], Changed()); // one left and one came at the same time: the other's rate is what it was
        Assert.Empty(Changed());
        Assert.Equal([6, 6, 12], ((FlowId[])[a, c, far]).Select(_sharing.RateOf));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        LinkId link = _sharing.AddLink(10);
        FlowId flow = _sharing.Start(At(1), [link], 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.Start(Instant.Zero, [link], 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.Start(At(1), [link], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.Start(At(1), [link], 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.AddLink(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.AddLink(MaxMinSharing.MostBits + 1));
        Assert.Throws<ArgumentException>(() => _sharing.Start(At(1), [], 10));
        Assert.Throws<ArgumentException>(() => _sharing.Start(At(1), [link, link], 10));
        Assert.Throws<ArgumentException>(() => _sharing.Start(At(1), [new LinkId(1)], 10));
        Assert.Throws<InvalidOperationException>(() => _sharing.StartElastic(At(3), [link]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sharing.AdvanceTo(Instant.Zero, _finished));
        _sharing.AdvanceTo(At(2), _finished);
        Assert.Throws<ArgumentException>(() => _sharing.End(At(2), flow));
        Assert.Throws<ArgumentException>(() => _sharing.RateOf(flow));
    }

    private static Instant At(long seconds) => new(seconds * 1_000_000_000);

    private List<FlowId> Changed()
    {
        List<FlowId> changed = [];
        _sharing.TakeChangedRates(changed);
        return changed;
    }
}

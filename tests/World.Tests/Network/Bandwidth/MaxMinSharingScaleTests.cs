using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Bandwidth;

namespace Fleek.Tests.World.Network.Bandwidth;

public sealed class MaxMinSharingScaleTests
{
    [Theory]
    [InlineData(1), InlineData(3), InlineData(10)]
    public void After_thousands_of_transfers_in_one_component_every_rate_is_that_of_filling_from_nothing(int flowsPerHost)
    {
        AccessNetwork network = new(60, flowsPerHost, 1_000_000_007, 5);
        for (int look = 0; look < 3; look++)
        {
            network.Run(1_000);
            long[] expected = WholeFilling.Rates(network.Capacities, [.. network.Flows.Values]);
            Assert.Equal(expected, network.Flows.Keys.Select(network.Sharing.RateOf));
        }
    }

    [Fact]
    public void A_change_costs_nothing_where_no_link_is_shared_with_it()
    {
        MaxMinSharing sharing = new();
        LinkId[] links = [.. Enumerable.Range(0, 1_000).Select(_ => sharing.AddLink(1_000_000))];
        for (int i = 0; i < links.Length; i += 2)
            for (int j = 0; j < 5; j++) sharing.StartElastic(Instant.Zero, [links[i], links[i + 1]]);
        sharing.NextCompletion();
        long before = sharing.Evaluations;
        FlowId flow = sharing.StartElastic(Instant.Zero, [links[10], links[11]]);
        Assert.Equal(1_000_000 / 6, sharing.RateOf(flow));
        Assert.InRange(sharing.Evaluations - before, 2, 6);
    }

    [Fact]
    public void A_change_above_a_level_does_not_reach_what_is_below_it()
    {
        // The slow link holds its flows at 10; what happens to the fast link's other flows is nothing to it.
        MaxMinSharing sharing = new();
        LinkId slow = sharing.AddLink(1_000), fast = sharing.AddLink(1_000_000);
        LinkId[] more = [.. Enumerable.Range(0, 100).Select(_ => sharing.AddLink(1_000_000))];
        foreach (LinkId own in more) sharing.StartElastic(Instant.Zero, [slow, own]);
        sharing.StartElastic(Instant.Zero, [slow, fast]);
        FlowId first = sharing.StartElastic(Instant.Zero, [fast]);
        Assert.Equal(1_000_000 - (1_000 / 101), sharing.RateOf(first));
        long before = sharing.Evaluations;
        FlowId second = sharing.StartElastic(Instant.Zero, [fast]);
        Assert.Equal((1_000_000 - (1_000 / 101)) / 2, sharing.RateOf(second));
        Assert.Equal(1, sharing.Evaluations - before);
    }

    [Fact]
    public void Flows_that_come_and_go_leave_nothing_behind_though_nobody_asks_for_their_rates()
    {
        MaxMinSharing sharing = new();
        LinkId[] path = [sharing.AddLink(1_000)];
        Churn(1_000);
        Assert.Equal(0, SteadyState.Bytes(() => Churn(10_000)));

        void Churn(int flows)
        {
            for (int i = 0; i < flows; i++) sharing.End(Instant.Zero, sharing.StartElastic(Instant.Zero, path, 1 + (i % 10)));
        }
    }

    [Fact]
    public void Transfers_allocate_nothing_in_the_steady_state()
    {
        // Every host sends to the next four, again and again; with few sizes, many transfers end at once.
        const int hosts = 50;
        MaxMinSharing sharing = new();
        LinkId[] links = [.. Enumerable.Range(0, 2 * hosts).Select(_ => sharing.AddLink(1_000_000_000))];
        LinkId[][] paths = [.. Enumerable.Range(0, 4 * hosts).Select(i => PathOf(i / 4, ((i / 4) + 1 + (i % 4)) % hosts))];
        LinkId[][] pathOfSlot = new LinkId[paths.Length + 1][];
        RandomStream random = new(9, 0xA110C, 0);
        foreach (LinkId[] path in paths) Start(Instant.Zero, path);
        FlowId elastic = sharing.StartElastic(Instant.Zero, paths[0]);
        List<FinishedFlow> finished = [];
        List<FlowId> changed = [];
        Run(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sharing.IsLive(elastic));

        LinkId[] PathOf(int sender, int receiver) => [links[sender], links[hosts + receiver]];

        void Start(Instant now, LinkId[] path) =>
            pathOfSlot[sharing.Start(now, path, 500_000 * (1 + random.NextBelow(4))).Slot] = path;

        void Run(int instants)
        {
            for (int i = 0; i < instants; i++)
            {
                Instant now = sharing.NextCompletion();
                finished.Clear();
                sharing.AdvanceTo(now, finished);
                foreach (FinishedFlow end in finished) Start(now, pathOfSlot[end.Flow.Slot]);
                changed.Clear();
                sharing.TakeChangedRates(changed);
            }
        }
    }
}

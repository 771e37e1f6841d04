using CsCheck;
using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;

namespace Core.Tests.Routing.Selection;

public sealed class SelectorTests
{
    private static readonly ClientView _client = new(7, 10, new GeoPoint(50, 10));

    [Fact]
    public void The_nearest_nodes_come_first_and_those_without_a_position_last()
    {
        NodeDirectory nodes = Nodes((51, 10), (50, 10.1), (double.NaN, 0), (60, 10));
        Assert.Equal([1, 0, 3, 2], Choose(new GeoNearestSelector(nodes), 4, 4));
        Assert.Equal([1, 0], Choose(new GeoNearestSelector(nodes), 4, 2));
        Assert.Equal([1], Choose(new GeoNearestSelector(nodes), 4, 1));
    }

    [Fact]
    public void The_best_of_any_scores_are_those_that_a_sort_puts_first() =>
        Gen.Select(Gen.Double[0, 5].Select(Math.Floor).Array[0, 30], Gen.Int[0, 12]).Sample((scores, k) =>
        {
            NodeChoice[] room = new NodeChoice[k];
            BestChoices best = new(room);
            for (int node = 0; node < scores.Length; node++) best.Offer(node, scores[node] == 4 ? double.NaN : scores[node]);
            int[] sorted = [.. Enumerable.Range(0, scores.Length).OrderBy(n => scores[n] == 4 ? 9 : scores[n]).ThenBy(n => n).Take(k)];
            Assert.Equal(sorted, room[..best.Count].Select(choice => choice.Node));
        });

    [Fact]
    public void Random_choices_are_even_and_each_client_keeps_its_own()
    {
        const int Clients = 20_000;
        NodeDirectory nodes = Nodes((0, 0), (0, 1), (0, 2), (0, 3), (0, 4));
        int[] chosen = new int[nodes.Count];
        RandomSelector selector = new(3);
        for (int id = 0; id < Clients; id++)
        {
            int node = Choose(selector, 5, 1, new ClientView(id, 0, GeoPoint.Unknown))[0];
            Assert.Equal(node, Choose(selector, 5, 1, new ClientView(id, 0, GeoPoint.Unknown))[0]);
            chosen[node]++;
        }

        double chi = chosen.Sum(n => (n - (Clients / 5.0)) * (n - (Clients / 5.0)) / (Clients / 5.0));
        Assert.True(chi < 25, $"chi squared of four degrees {chi}");
    }

    [Fact]
    public void The_gateways_neighbours_take_turns_of_half_a_second_and_outsiders_follow_by_distance()
    {
        NodeDirectory nodes = Nodes((51, 10), (70, 10), (50, 11), (60, 10), (49, 10));
        GatewaySelector gateway = new(nodes);
        Assert.Equal([0, 2, 4, 3, 1], Choose(gateway, 5, 5, now: Instant.Zero));
        Assert.Equal([0, 2, 4, 3, 1], Choose(gateway, 5, 5, now: Instant.Zero + Duration.FromMilliseconds(499)));
        Assert.Equal([2, 4, 0, 3, 1], Choose(gateway, 5, 5, now: Instant.Zero + Duration.FromMilliseconds(500)));
        Assert.Equal([4, 0], Choose(gateway, 5, 2, now: Instant.Zero + Duration.FromMilliseconds(1000)));
        Assert.Equal([0, 2, 4, 3, 1], Choose(gateway, 5, 5, now: Instant.Zero + Duration.FromMilliseconds(1500)));
        // 565 km are a bit more than five degrees of latitude.
        NodeDirectory edge = Nodes((55.2, 10), (55.0, 10));
        Assert.Equal([1, 0], Choose(new GatewaySelector(edge), 2, 2));
        Assert.Equal([0, 1], Choose(new GatewaySelector(edge, cutOffKm: 600), 2, 2));
    }

    [Fact]
    public void Fewest_hops_breaks_ties_evenly_and_puts_the_unreachable_last()
    {
        // 1 provides for 10, 20 and 30; 20 for 40; 50 is apart.
        AsGraph graph = Graph((1, 10), (1, 20), (1, 30), (20, 40), (60, 50));
        NodeDirectory nodes = new([Node(50), Node(40), Node(20), Node(30), Node(1)]);
        PropagatedPaths paths = new(graph);
        FewestHopsSelector selector = new(nodes, paths, 1);
        int twenty = 0;
        for (int id = 0; id < 1000; id++)
        {
            int[] order = Choose(selector, 5, 5, _client with { Id = id });
            Assert.Equal(4, order[0]);
            Assert.Equal([1, 0], order[3..]);
            if (order[1] == 2) twenty++;
        }

        Assert.InRange(twenty, 437, 563); // four standard deviations of 15.8 around 500
    }

    [Fact]
    public void Anycast_ends_where_routes_lead_and_not_where_it_is_near()
    {
        // The client's AS 10 buys from 1; 1 has 20 for a customer and 2 for a peer, whose customer is 30.
        AsGraph graph = AsGraph.Build(
            [
                Provides(1, 10), Provides(1, 20), Provides(2, 30), new AsLink(1, 2, AsRelationship.PeerToPeer),
            ],
            out _);
        NodeDirectory nodes = new(
            [
                new NodeView("near", 30, new GeoPoint(50, 10)), new NodeView("far", 20, new GeoPoint(0, 100)),
                new NodeView("farther", 20, new GeoPoint(-10, 100)),
            ]);
        AnycastSelector anycast = new(nodes, graph);
        Assert.Equal([1, 2], Choose(anycast, 3, 3));
        NodeChoice[] chosen = new NodeChoice[3];
        Assert.Equal(1, anycast.Choose(_client, [0], Instant.Zero, chosen));
        Assert.Equal(0, chosen[0].Node);
        Assert.Equal(0, anycast.Choose(_client with { Asn = 99 }, [0, 1, 2], Instant.Zero, chosen));
        Assert.Equal(2, anycast.Choose(_client, [0, 1, 2], Instant.Zero, chosen));
    }

    [Fact]
    public void Paths_stay_what_they_are_when_more_destinations_are_asked_than_are_kept()
    {
        AsGraph graph = Graph((1, 10), (1, 20), (1, 30), (20, 40));
        PropagatedPaths paths = new(graph, mostDestinations: 1);
        List<uint> path = [];
        for (int round = 0; round < 3; round++)
        {
            Assert.True(paths.TryFind(10, 40, path));
            Assert.Equal([10u, 1u, 20u, 40u], path);
            Assert.True(paths.TryFind(40, 10, path));
            Assert.Equal([40u, 20u, 1u, 10u], path);
            Assert.True(paths.TryFind(10, 10, path));
            Assert.Equal([10u], path);
            Assert.False(paths.TryFind(10, 99, path));
            Assert.Empty(path);
        }
    }

    [Fact]
    public void The_oracle_measures_all_and_probing_only_the_best_few()
    {
        NodeDirectory nodes = Nodes((50, 11), (50, 12), (50, 13), (50, 14));
        Rtts rtts = new(90, 30, 60, 1);
        Assert.Equal([3, 1, 2, 0], Choose(new OracleSelector(rtts), 4, 4));
        rtts.Asked = 0;
        LatencyPredictor predictor = new(nodes, null, history: new ProbeHistory());
        Assert.Equal([1, 0, 2, 3], Choose(new ProbingSelector("probes", predictor, rtts, 2), 4, 4));
        Assert.Equal(2, rtts.Asked);
        Assert.Equal(2, predictor.History!.Count);
    }

    [Fact]
    public void A_regret_is_what_a_choice_costs_over_the_best()
    {
        RegretTally tally = new();
        for (int i = 0; i < 10; i++) tally.Add(10 + i, 10, isSameAs: i < 3);
        Assert.Equal((10, 1, 3), (tally.Count, tally.Hits, tally.InSameAs));
        Assert.Equal((4.5, 0.1, 0.3), (tally.MeanMs, tally.HitRate, tally.SameAsShare));
        Assert.Equal((4, 8, 9), (tally.QuantileMs(0.5), tally.QuantileMs(0.9), tally.QuantileMs(0.99)));
        Assert.Throws<ArgumentException>(() => tally.Add(9, 10));
        Assert.Throws<ArgumentException>(() => tally.Add(double.NaN, 10));
        Assert.True(double.IsNaN(new RegretTally().MeanMs));
    }

    /// <summary>The best k of the first nodes by number.</summary>
    private static int[] Choose(INodeSelector selector, int of, int k, ClientView? client = null, Instant now = default)
    {
        NodeChoice[] chosen = new NodeChoice[k];
        int written = selector.Choose(client ?? _client, [.. Enumerable.Range(0, of)], now, chosen);
        return [.. chosen[..written].Select(choice => choice.Node)];
    }

    private static NodeDirectory Nodes(params (double Latitude, double Longitude)[] at) =>
        new(at.Select((p, i) => new NodeView($"n{i}", 0, new GeoPoint(p.Latitude, p.Longitude))));

    private static NodeView Node(uint asn) => new($"as{asn}", asn, GeoPoint.Unknown);

    private static AsLink Provides(uint provider, uint customer) => new(provider, customer, AsRelationship.ProviderToCustomer);

    private static AsGraph Graph(params (uint Provider, uint Customer)[] links) =>
        AsGraph.Build(links.Select(link => Provides(link.Provider, link.Customer)), out _);

    private sealed class Rtts(params double[] ms) : IRttMeasurements
    {
        public int Asked { get; set; }

        public double RttMs(in ClientView client, int node)
        {
            Asked++;
            return ms[node];
        }
    }
}

using CsCheck;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Mrt;

namespace Core.Tests.Routing.Graph;

public sealed class PathPredictorTests
{
    private static readonly IpPrefix Prefix = IpPrefix.Of(IpAddress.V4(0x0A000000), 8);

    private static readonly Gen<AsLink[]> Links = Gen.Select(Gen.UInt[1, 9], Gen.UInt[1, 9], Gen.Int[0, 2], (a, b, kind) =>
        new AsLink(Math.Min(a, b), Math.Max(a, b), kind < 2 ? AsRelationship.ProviderToCustomer : AsRelationship.PeerToPeer))
        .Array[4, 22].Where(links => links.Any(link => link.A != link.B));

    [Fact]
    public void Known_routes_that_are_what_the_rules_give_change_nothing() => Gen.Select(Links, Gen.Int[0, 8], Gen.Int).Sample((links, pick, seed) =>
    {
        AsGraph graph = AsGraph.Build(links, out _);
        int origin = pick % graph.Count;
        Propagation plain = new(graph), pinned = new(graph);
        plain.Compute([origin]);
        Random random = new(seed);
        PinnedRoute[] known = [.. Enumerable.Range(0, graph.Count).Where(i => plain.ClassOf(i) is not (RouteClass.None or RouteClass.Origin) && random.Next(2) == 0)
            .Select(i => new PinnedRoute(i, plain.ClassOf(i), plain.LengthOf(i), plain.NextHopOf(i)))];
        random.Shuffle(known);
        pinned.Compute([origin], known);
        for (int i = 0; i < graph.Count; i++)
            Assert.Equal((plain.ClassOf(i), plain.LengthOf(i), plain.NextHopOf(i)), (pinned.ClassOf(i), pinned.LengthOf(i), pinned.NextHopOf(i)));
        pinned.Compute([origin]);
        for (int i = 0; i < graph.Count; i++) Assert.Equal(plain.NextHopOf(i), pinned.NextHopOf(i));
    }, iter: 1000);

    [Fact]
    public void A_known_route_counts_and_others_follow_it_though_it_is_longer()
    {
        AsGraph graph = Graph(Transit(1, 2), Transit(2, 9), Transit(1, 3), Transit(3, 4), Transit(4, 9), Transit(1, 5));
        Propagation routes = new(graph);
        int At(uint asn) => graph.IndexOf(asn);
        routes.Compute([At(9)], [new PinnedRoute(At(1), RouteClass.Customer, 3, At(3))]);
        Assert.Equal((3, At(3)), (routes.LengthOf(At(1)), routes.NextHopOf(At(1))));
        Assert.Equal((4, At(1)), (routes.LengthOf(At(5)), routes.NextHopOf(At(5))));
    }

    [Fact]
    public void A_path_that_passes_an_AS_is_its_path_from_there_on()
    {
        AsGraph graph = Graph(Transit(1, 2), Transit(2, 9), Transit(1, 3), Transit(3, 9), Transit(1, 7));
        PathPredictor predictor = new(graph, Evidence([[7, 1, 3, 9]]));
        predictor.Aim([], [0]);
        Assert.Equal((0, "1 3 9"), Predict(predictor, 1));
        Assert.Equal((0, "3 9"), Predict(predictor, 3));
        Assert.Equal((1, "2 9"), Predict(predictor, 2));
    }

    [Fact]
    public void Among_its_neighbours_an_AS_goes_where_others_go()
    {
        // Of two equal ways AS6 would go over the larger AS2; three known paths go over AS3.
        AsGraph graph = Graph(Transit(2, 6), Transit(3, 6), Transit(2, 9), Transit(3, 9), Transit(3, 11), Transit(3, 12), Transit(3, 13),
            Transit(2, 14), Transit(2, 15), Transit(2, 16), Transit(2, 17));
        PathPredictor plain = new(graph, Evidence([]));
        plain.Aim([9], []);
        Assert.Equal((2, "6 2 9"), Predict(plain, 6));
        PathPredictor predictor = new(graph, Evidence([[11, 3, 9], [12, 3, 9], [13, 3, 9]]));
        predictor.Aim([], [0, 1, 2]);
        Assert.Equal((1, "6 3 9"), Predict(predictor, 6));
    }

    [Fact]
    public void Among_its_neighbours_an_AS_goes_where_its_own_packets_come_in()
    {
        // Of two equal ways AS6 would go over the larger AS2; what it receives comes over AS3.
        AsGraph graph = Graph(Transit(2, 6), Transit(3, 6), Transit(2, 9), Transit(3, 9), Transit(3, 11), Transit(2, 14), Transit(2, 15));
        PathPredictor plain = new(graph, Evidence([]));
        plain.Aim([9], []);
        Assert.Equal((2, "6 2 9"), Predict(plain, 6));
        PathPredictor predictor = new(graph, Evidence([[11, 3, 6], [11, 3, 6]]));
        predictor.Aim([9], []);
        Assert.Equal((2, "6 3 9"), Predict(predictor, 6));
    }

    [Fact]
    public void A_path_never_comes_back_and_an_unknown_AS_has_none()
    {
        // AS1's only known route to AS9 goes through AS5, so AS5 cannot use it.
        AsGraph graph = Graph(Transit(1, 5), Transit(1, 7), Transit(5, 9));
        PathPredictor predictor = new(graph, Evidence([[7, 1, 5, 9]]));
        predictor.Aim([], [0]);
        Assert.Equal((0, "5 9"), Predict(predictor, 5));
        Assert.Equal((0, ""), Predict(predictor, 77));
    }

    [Fact]
    public void Every_predicted_path_starts_and_ends_right_and_passes_no_AS_twice() => Gen.Select(Links, Gen.Int[0, 8]).Sample((links, pick) =>
    {
        AsGraph graph = AsGraph.Build(links, out _);
        uint origin = graph.AsnOf(pick % graph.Count);
        PathPredictor predictor = new(graph, Evidence([]));
        predictor.Aim([origin], []);
        List<uint> path = [];
        for (int i = 0; i < graph.Count; i++)
        {
            predictor.Predict(graph.AsnOf(i), path);
            Assert.Equal(predictor.Routes.ClassOf(i) == RouteClass.None, path.Count == 0);
            if (path.Count == 0) continue;
            Assert.Equal((graph.AsnOf(i), origin), (path[0], path[^1]));
            Assert.Equal(path.Count, path.Distinct().Count());
            Assert.All(path.Zip(path.Skip(1)), step => Assert.NotNull(graph.LinkBetween(graph.IndexOf(step.First), graph.IndexOf(step.Second))));
        }
    }, iter: 500);

    [Fact]
    public void What_hidden_vantage_points_saw_is_not_known()
    {
        ObservedPaths seen = Seen([[7, 1, 9], [8, 7, 9], [8, 2, 9]]);
        PathEvidence evidence = new(seen, asn => asn == 7);
        Assert.Equal(2, evidence.Count);
        Assert.Equal([1, 2], evidence.To(0));
        Assert.Equal((0, 1), (evidence.UsesOf(1, 9), evidence.UsesOf(7, 9)));
    }

    private static (int, string) Predict(PathPredictor predictor, uint from)
    {
        List<uint> path = [];
        int simulated = predictor.Predict(from, path);
        return (simulated, string.Join(' ', path));
    }

    private static AsGraph Graph(params AsLink[] links) => AsGraph.Build(links, out _);

    private static AsLink Transit(uint provider, uint customer) => new(provider, customer, AsRelationship.ProviderToCustomer);

    private static PathEvidence Evidence(uint[][] paths) => new(Seen(paths));

    private static ObservedPaths Seen(uint[][] paths)
    {
        ObservedPaths seen = new();
        foreach (uint[] path in paths)
        {
            byte[] bytes = [(byte)AsSegmentKind.Sequence, (byte)path.Length, .. path.SelectMany(asn => BitConverter.GetBytes(asn).Reverse())];
            PathAttributes attributes = new() { Path = new AsPath(bytes, AsPath.WideBytes), IsPathWellFormed = true };
            seen.Take(new RouteElement { Record = default, Kind = RouteKind.Rib, PeerAddress = IpAddress.V4(1), PeerAs = path[0], Prefix = Prefix }, attributes);
        }

        return seen;
    }
}

using CsCheck;
using Fleek.Core.Routing.Graph;
using Fleek.Tests;

namespace Core.Tests.Routing.Graph;

public sealed class PropagationTests
{
    private const int MaxAses = 10;

    /// <summary>Links between few ASes, with cycles of providers, doubles, conflicts and links to oneself among them.</summary>
    private static readonly Gen<AsLink[]> AnyLinks = LinksOf(Gen.Int[0, 9].Select(kind =>
        kind < 6 ? AsRelationship.ProviderToCustomer : kind < 9 ? AsRelationship.PeerToPeer : AsRelationship.Sibling));

    private static readonly Gen<AsLink[]> WithoutSiblings = LinksOf(Gen.Int[0, 2].Select(kind =>
        kind < 2 ? AsRelationship.ProviderToCustomer : AsRelationship.PeerToPeer));

    private static readonly Gen<int[]> Origins = Gen.Int[0, MaxAses - 1].Array[1, 3];

    [Fact]
    public void Every_AS_has_the_route_that_BGP_message_by_message_gives_it() =>
        Gen.Select(AnyLinks, Origins, Gen.Int).Sample((links, picks, seed) =>
        {
            (AsGraph graph, uint[] origins) = Make(links, picks);
            MessageBgp bgp = new(graph.AllLinks(), origins, seed);
            Propagation routes = new(graph);
            routes.Compute([.. picks.Select(pick => pick % graph.Count)]);
            routes.Compute([.. origins.Select(graph.IndexOf)]);
            List<int> path = [], tied = [];
            for (int i = 0; i < graph.Count; i++)
            {
                MessageBgp.Route? expected = bgp.BestOf(graph.AsnOf(i));
                routes.PathOf(i, path);
                routes.TiedNextHops(i, tied);
                Assert.Equal(expected?.Class ?? RouteClass.None, routes.ClassOf(i));
                Assert.Equal(expected?.Path ?? [], path.Select(graph.AsnOf));
                Assert.Equal((expected?.Path.Length ?? 0) - 1, routes.LengthOf(i));
                Assert.Equal(expected is null ? Propagation.None : graph.IndexOf(expected.Path[^1]), routes.OriginOf(i));
                Assert.Equal(bgp.TiedOf(graph.AsnOf(i)), tied.Select(graph.AsnOf));
            }
        }, iter: 600);

    [Fact]
    public void Tied_paths_have_no_valley_and_are_all_the_best_that_neighbours_offer() =>
        Gen.Select(WithoutSiblings, Origins).Sample((links, picks) =>
        {
            (AsGraph graph, uint[] origins) = Make(links, picks);
            Propagation routes = new(graph);
            routes.Compute([.. origins.Select(graph.IndexOf)]);
            long[] counts = new long[graph.Count];
            routes.CountPaths(counts);
            for (int i = 0; i < graph.Count; i++)
            {
                int[][] tied = [.. Tied(routes, i)];
                Assert.Equal(tied.Length, counts[i]);
                Assert.All(tied, path => Assert.True(IsWithoutValley(graph, path)));
                if (routes.ClassOf(i) == RouteClass.Origin) continue;
                var offers = Steps(graph, i).Where(step => step.Step == RouteClass.Provider || IsToldToAll(routes, step.Next))
                    .SelectMany(step => Tied(routes, step.Next).Where(path => !path.Contains(i)).Select(path => (step.Step, Path: (int[])[i, .. path])))
                    .ToArray();
                var best = offers.GroupBy(offer => (offer.Step, offer.Path.Length)).MinBy(group => group.Key);
                Assert.Equal(best?.Key.Step ?? RouteClass.None, routes.ClassOf(i));
                Assert.Equal((best ?? Enumerable.Empty<(RouteClass, int[] Path)>()).Select(offer => Text(offer.Path)).Order(), tied.Select(Text).Order());
            }
        }, iter: 600);

    [Fact]
    public void An_AS_without_a_way_has_no_route()
    {
        AsGraph graph = AsGraph.Build([Peers(1, 2), Peers(2, 3)], out _);
        Propagation routes = new(graph);
        routes.Compute([graph.IndexOf(1)]);
        Assert.Equal(RouteClass.Peer, routes.ClassOf(graph.IndexOf(2)));
        Assert.Equal((RouteClass.None, -1, Propagation.None), (routes.ClassOf(graph.IndexOf(3)), routes.LengthOf(graph.IndexOf(3)), routes.OriginOf(graph.IndexOf(3))));
    }

    [Fact]
    public void A_route_of_a_customer_is_preferred_however_long()
    {
        AsGraph graph = AsGraph.Build([Transit(1, 2), Transit(2, 3), Transit(3, 9), Peers(1, 9), Transit(8, 1), Transit(8, 9)], out _);
        Propagation routes = new(graph);
        routes.Compute([graph.IndexOf(9)]);
        Assert.Equal((RouteClass.Customer, 3), (routes.ClassOf(graph.IndexOf(1)), routes.LengthOf(graph.IndexOf(1))));
    }

    [Fact]
    public void Packets_to_one_prefix_in_several_places_end_at_the_nearest_and_ties_are_seen()
    {
        AsGraph graph = AsGraph.Build([Transit(1, 2), Transit(1, 3), Transit(2, 4), Transit(3, 5), Peers(2, 3)], out _);
        Propagation routes = new(graph);
        routes.Compute([graph.IndexOf(4), graph.IndexOf(5)]);
        List<int> tied = [];
        routes.TiedNextHops(graph.IndexOf(1), tied);
        Assert.Equal([2u, 3u], tied.Select(graph.AsnOf));
        Assert.Equal(4u, graph.AsnOf(routes.OriginOf(graph.IndexOf(1))));
        Assert.Equal(5u, graph.AsnOf(routes.OriginOf(graph.IndexOf(3))));
    }

    [Fact]
    public void A_propagation_allocates_nothing()
    {
        AsGraph graph = AsGraph.Build([Transit(1, 2), Transit(2, 3), Peers(2, 4), Transit(4, 5)], out _);
        Propagation routes = new(graph);
        int[] origins = [graph.IndexOf(3)];
        int reached = 0;
        Assert.Equal(0, SteadyState.Bytes(() =>
        {
            routes.Compute(origins);
            reached += routes.LengthOf(graph.IndexOf(5));
        }));
        Assert.True(reached > 0);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_providers_is_climbed_and_descended()
    {
        const int Length = 100_000;
        AsGraph graph = AsGraph.Build(Enumerable.Range(1, Length).Select(i => Transit((uint)i, (uint)i + 1)), out AsGraphConflicts conflicts);
        Propagation routes = new(graph);
        routes.Compute([graph.IndexOf(Length / 2)]);
        Assert.True(conflicts.IsEmpty);
        Assert.Equal((Length / 2 - 1, Length / 2 + 1), (routes.LengthOf(graph.IndexOf(1)), routes.LengthOf(graph.IndexOf(Length + 1))));
    }

    private static AsLink Transit(uint provider, uint customer) => new(provider, customer, AsRelationship.ProviderToCustomer);

    private static AsLink Peers(uint a, uint b) => new(a, b, AsRelationship.PeerToPeer);

    private static Gen<AsLink[]> LinksOf(Gen<AsRelationship> relationships) =>
        Gen.Select(Gen.UInt[1, MaxAses], Gen.UInt[1, MaxAses], relationships, (a, b, relationship) => new AsLink(a, b, relationship))
            .Array[1, 24].Where(links => links.Any(link => link.A != link.B));

    private static (AsGraph, uint[]) Make(AsLink[] links, int[] picks)
    {
        AsGraph graph = AsGraph.Build(links, out _);
        return (graph, [.. picks.Select(pick => graph.AsnOf(pick % graph.Count)).Distinct()]);
    }

    private static bool IsToldToAll(Propagation routes, int index) => routes.ClassOf(index) is RouteClass.Origin or RouteClass.Customer;

    private static string Text(int[] path) => string.Join(' ', path);

    /// <summary>All best paths of an AS, by every tied next hop on the way.</summary>
    private static IEnumerable<int[]> Tied(Propagation routes, int at)
    {
        if (routes.ClassOf(at) == RouteClass.None) return [];
        List<int> next = [];
        routes.TiedNextHops(at, next);
        return next.Count == 0 ? [[at]] : next.SelectMany(hop => Tied(routes, hop)).Select(rest => (int[])[at, .. rest]);
    }

    /// <summary>Up, at most once sideways, and down.</summary>
    private static bool IsWithoutValley(AsGraph graph, int[] path)
    {
        RouteClass before = RouteClass.Provider;
        for (int i = 1; i < path.Length; i++)
        {
            RouteClass step = Steps(graph, path[i - 1]).Single(step => step.Next == path[i]).Step;
            if (before != RouteClass.Provider && step != RouteClass.Customer) return false;
            before = step;
        }

        return path.Distinct().Count() == path.Length;
    }

    private static IEnumerable<(int Next, RouteClass Step)> Steps(AsGraph graph, int at) =>
        [.. graph.CustomersOf(at).ToArray().Select(next => (next, RouteClass.Customer)),
            .. graph.PeersOf(at).ToArray().Select(next => (next, RouteClass.Peer)),
            .. graph.ProvidersOf(at).ToArray().Select(next => (next, RouteClass.Provider))];
}

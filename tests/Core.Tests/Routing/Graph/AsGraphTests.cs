using CsCheck;
using Fleek.Core.Routing.Graph;

namespace Core.Tests.Routing.Graph;

public sealed class AsGraphTests
{
    private static readonly Gen<AsLink[]> Links = Gen.Select(Gen.UInt[1, 12], Gen.UInt[1, 12], Gen.Enum<AsRelationship>(),
        (a, b, relationship) => new AsLink(a, b, relationship)).Array[0, 40];

    [Fact]
    public void A_graph_holds_each_link_once_seen_from_both_ends() => Links.Sample(links =>
    {
        AsGraph graph = AsGraph.Build(links, out AsGraphConflicts conflicts);
        AsLink[] kept = [.. links.Where(link => link.A != link.B).DistinctBy(Pair)];
        Assert.Equal(kept.Length, graph.Links);
        Assert.Equal(links.Length, graph.Links + conflicts.Duplicates + conflicts.Conflicts + conflicts.SelfLinks);
        Assert.Equal(kept.Select(Normal).Order(), graph.AllLinks().Select(Normal).Order());
        Assert.Equal(graph.Links, Enumerable.Range(0, graph.Count).Sum(graph.DegreeOf) / 2);
        foreach (AsLink link in kept)
        {
            (int a, int b) = (graph.IndexOf(link.A), graph.IndexOf(link.B));
            Assert.Equal(Normal(link), Normal(graph.LinkBetween(a, b)!.Value));
            Assert.Equal(Normal(link), Normal(graph.LinkBetween(b, a)!.Value));
            bool transit = link.Relationship == AsRelationship.ProviderToCustomer;
            Assert.Equal(transit, graph.CustomersOf(a).Contains(b));
            Assert.Equal(transit, graph.ProvidersOf(b).Contains(a));
            Assert.Equal(link.Relationship == AsRelationship.PeerToPeer, graph.PeersOf(a).Contains(b) && graph.PeersOf(b).Contains(a));
        }
    });

    [Fact]
    public void Indexes_put_providers_before_customers_and_do_not_depend_on_the_order_of_links() =>
        Gen.Select(Links, Gen.Int).Sample((links, seed) =>
        {
            AsLink[] kept = [.. links.Where(link => link.A != link.B).DistinctBy(Pair)];
            AsGraph graph = AsGraph.Build(kept, out AsGraphConflicts conflicts);
            AsLink[] other = [.. kept];
            new Random(seed).Shuffle(other);
            AsGraph again = AsGraph.Build(other, out _);
            Assert.Equal(Enumerable.Range(0, graph.Count).Select(graph.AsnOf), Enumerable.Range(0, again.Count).Select(again.AsnOf));
            bool isTangled = conflicts.Cycles.Count > 0 || graph.SiblingLinks > 0;
            foreach (AsLink link in kept)
                if (link.Relationship == AsRelationship.ProviderToCustomer && !isTangled) Assert.True(graph.IndexOf(link.A) < graph.IndexOf(link.B));
        });

    [Fact]
    public void The_ASes_of_cycles_are_those_that_are_their_own_providers_over_others() => Links.Sample(links =>
    {
        AsGraph graph = AsGraph.Build(links, out AsGraphConflicts conflicts);
        uint[] expected = [.. Enumerable.Range(0, graph.Count).Where(i => Above(graph, i).Contains(i)).Select(graph.AsnOf).Order()];
        Assert.Equal(expected, conflicts.Cycles.SelectMany(cycle => cycle).Order());
        foreach (IReadOnlyList<uint> cycle in conflicts.Cycles)
            Assert.All(cycle, asn => Assert.True(cycle.ToHashSet().IsSubsetOf(Above(graph, graph.IndexOf(asn)).Select(graph.AsnOf))));
    });

    [Fact]
    public void What_conflicts_is_named_and_the_first_word_counts()
    {
        AsLink[] links =
        [
            new(1, 2, AsRelationship.ProviderToCustomer), new(2, 1, AsRelationship.PeerToPeer), new(2, 1, AsRelationship.ProviderToCustomer),
            new(1, 2, AsRelationship.ProviderToCustomer), new(3, 4, AsRelationship.PeerToPeer), new(4, 3, AsRelationship.PeerToPeer), new(5, 5, AsRelationship.Sibling),
        ];
        AsGraph graph = AsGraph.Build(links, out AsGraphConflicts conflicts);
        Assert.Equal((2, 1, 2), (conflicts.Duplicates, conflicts.SelfLinks, conflicts.Conflicts));
        Assert.Equal([new LinkConflict(links[0], links[1]), new LinkConflict(links[0], links[2])], conflicts.Named);
        Assert.Equal([5u], conflicts.Selves);
        Assert.Equal((-1, 4, 1, 1), (graph.IndexOf(5), graph.Count, graph.TransitLinks, graph.PeerLinks));
    }

    private static (uint, uint) Pair(AsLink link) => (Math.Min(link.A, link.B), Math.Max(link.A, link.B));

    private static (uint, uint, AsRelationship) Normal(AsLink link) => link.Relationship == AsRelationship.ProviderToCustomer
        ? (link.A, link.B, link.Relationship) : (Pair(link).Item1, Pair(link).Item2, link.Relationship);

    private static HashSet<int> Above(AsGraph graph, int from)
    {
        HashSet<int> above = [];
        Stack<int> open = new([from]);
        while (open.TryPop(out int at))
            foreach (int provider in graph.ProvidersOf(at))
                if (above.Add(provider)) open.Push(provider);
        return above;
    }
}

using Fleek.Core.Routing.Graph;

namespace Core.Tests.Routing.Graph;

public sealed class RelationshipInferenceTests
{
    [Fact]
    public void A_path_with_others_between_two_of_the_clique_is_left_out()
    {
        PathSet paths = new();
        foreach (uint[] path in (uint[][])[[11, 1, 2, 12], [12, 2, 1, 11], [21, 1, 2, 22], [22, 2, 1, 21], [11, 1, 21], [12, 2, 22], [3, 1, 33, 34, 2, 12]]) paths.Add(path);
        InferredRelationships inferred = RelationshipInference.Of(paths);
        Assert.Equal([1u, 2u], inferred.Clique);
        Assert.Equal(1, inferred.Poisoned);
        Assert.DoesNotContain(inferred.Links, link => link.B is 33 or 34 || link.A is 33 or 34);
    }

    [Fact]
    public void Agreement_counts_each_kind_of_difference()
    {
        AsGraph truth = AsGraph.Build(
            [Transit(1, 2), Transit(1, 3), Transit(1, 4), Peers(2, 3), Peers(3, 4), new(5, 6, AsRelationship.Sibling)], out _);
        RelationshipAgreement agreement = new([Transit(1, 2), Transit(3, 1), Peers(1, 4), Peers(3, 2), Transit(3, 4), Peers(5, 6), Peers(7, 8)], truth);
        Assert.Equal((1, 1, 1, 1, 1, 2), (agreement.Transit, agreement.Reversed, agreement.TransitAsPeers, agreement.Peers, agreement.PeersAsTransit, agreement.Unknown));
        Assert.Equal((2.0 / 5, 1.0 / 3, 1.0 / 3, 1.0 / 2, 1.0 / 2),
            (agreement.Share, agreement.TransitRecall, agreement.TransitPrecision, agreement.PeerRecall, agreement.PeerPrecision));
    }

    [Fact]
    public void Cones_are_counted_by_links_and_by_paths()
    {
        AsGraph graph = AsGraph.Build([Transit(1, 2), Transit(2, 3), Transit(2, 4), Transit(9, 4), Peers(1, 9)], out _);
        CustomerCones cones = new(graph);
        Assert.Equal([4, 3, 1, 1, 2], new uint[] { 1, 2, 3, 4, 9 }.Select(asn => cones.SizeOf(graph.IndexOf(asn))));
        PathSet paths = new();
        paths.Add([9, 1, 2, 3]);
        paths.Add([2, 4]);
        ObservedCones observed = new(graph, paths);
        Assert.Equal([3, 2, 1, 1, 1], new uint[] { 1, 2, 3, 4, 9 }.Select(observed.SizeOf));
    }

    private static AsLink Transit(uint provider, uint customer) => new(provider, customer, AsRelationship.ProviderToCustomer);

    private static AsLink Peers(uint a, uint b) => new(a, b, AsRelationship.PeerToPeer);
}

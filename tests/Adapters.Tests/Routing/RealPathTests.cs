using Fleek.Core.Routing.Graph;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace Adapters.Tests.Routing;

/// <summary>Paths of RouteViews 2014, with CAIDA's relationships of that year.</summary>
public sealed class RealPathTests
{
    private const ulong Seed = 1;

    private static bool IsLong => Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1";

    [Fact]
    public void Paths_of_held_out_peers_are_predicted_twice_as_often_as_by_the_rules_alone()
    {
        AsGraph graph = Graph(out _);
        ObservedPaths seen = Read(null, "rib.20140523.0600_firstMB.bz2");
        HeldOutTrial trial = new(graph, seen, IsLong ? 1 : 10);
        List<HeldOutFold> folds = [];
        foreach (IReadOnlyList<uint> heldOut in trial.Deal(5, Seed))
        {
            folds.Add(trial.Run(heldOut, out PathEvidence evidence));
            AssertNothingLeaks(seen, evidence, heldOut);
        }

        Assert.Equal(33, folds.Sum(fold => fold.Vantages.Count));
        Assert.Equal(33, folds.SelectMany(fold => fold.Vantages).Distinct().Count());
        Assert.InRange(Mean(folds, fold => fold.Plain, score => score.Exact), 0.28, 0.36);
        Assert.InRange(Mean(folds, fold => fold.Plain, score => score.WithinOneHop), 0.88, 0.94);
        Assert.InRange(Mean(folds, fold => fold.Predicted, score => score.Exact), 0.60, 0.70);
        Assert.InRange(Mean(folds, fold => fold.Predicted, score => score.WithinOneHop), 0.96, 1);
        Assert.InRange(Mean(folds, fold => fold.FirstHopTold, score => score.Exact), 0.88, 0.97);
        Assert.All(folds, fold => Assert.True(fold.Predicted.Share(fold.Predicted.Exact) > 1.5 * fold.Plain.Share(fold.Plain.Exact)));
    }

    [Fact]
    public void Relationships_inferred_from_the_slice_agree_with_the_published_ones()
    {
        AsGraph truth = Graph(out AsRelationships file);
        ObservedPaths seen = Read(file.Exchanges, "rib.20140523.0600_firstMB.bz2");
        InferredRelationships inferred = RelationshipInference.Of(seen.Paths);
        RelationshipAgreement agreement = new(inferred.Links, truth);
        Assert.InRange(agreement.Known, 7_000, 7_914);
        Assert.InRange(agreement.Share, 0.94, 1);
        Assert.InRange(agreement.TransitRecall, 0.95, 1);
        Assert.InRange(agreement.TransitPrecision, 0.95, 1);
        Assert.InRange(agreement.PeerRecall, 0.91, 1);
        Assert.InRange(agreement.PeerPrecision, 0.91, 1);
        Assert.Contains(3356u, inferred.Clique);
        Assert.Equal(inferred.Links.Count, AsGraph.Build(inferred.Links, out AsGraphConflicts conflicts).Links);
        Assert.Equal((0, 0, 0), (conflicts.SelfLinks, conflicts.Duplicates, conflicts.Conflicts));
    }

    [Fact]
    public void Relationships_inferred_from_both_dumps_agree_with_the_published_ones()
    {
        AsGraph truth = Graph(out AsRelationships file);
        ObservedPaths seen = Read(file.Exchanges, "rib.20140523.0600_firstMB.bz2", "routeviews.route-views.jinx.ribs.1401487200.bz2");
        RelationshipAgreement agreement = new(RelationshipInference.Of(seen.Paths).Links, truth);
        Assert.InRange(agreement.Known, 61_000, 62_000);
        Assert.InRange(agreement.Share, 0.96, 1);
        Assert.InRange(agreement.TransitRecall, 0.97, 1);
        Assert.InRange(agreement.PeerRecall, 0.80, 1);
    }

    [Fact]
    public void The_cones_of_2024_are_as_large_as_the_sum_over_their_members_says()
    {
        AsGraph graph = AsGraph.Build(AsRelationshipFile.Load(DataFolder.File("asrel", "20240101.as-rel.txt.bz2")).Links, out _);
        int[] sizes = new CustomerCones(graph).Sizes();

        // An AS is in as many cones as it has ASes above it, itself among them.
        long above = 0;
        int[] seenFor = new int[graph.Count];
        Stack<int> open = new();
        for (int i = 0; i < graph.Count; i++)
        {
            open.Push(i);
            while (open.TryPop(out int at))
            {
                if (seenFor[at] == i + 1) continue;
                seenFor[at] = i + 1;
                above++;
                foreach (int provider in graph.ProvidersOf(at)) open.Push(provider);
            }
        }

        Assert.Equal(above, sizes.Sum(size => (long)size));
        Assert.Equal(3356u, graph.AsnOf(Array.IndexOf(sizes, sizes.Max())));
        Assert.Equal(sizes.Count(size => size == 1), Enumerable.Range(0, graph.Count).Count(i => graph.CustomersOf(i).IsEmpty));
    }

    private static void AssertNothingLeaks(ObservedPaths seen, PathEvidence evidence, IReadOnlyList<uint> heldOut)
    {
        (long known, long leaks) = (0, 0);
        for (int prefix = 0; prefix < seen.Prefixes.Count; prefix++)
        {
            known += evidence.To(prefix).Count;
            leaks += evidence.To(prefix).Count(path => heldOut.Contains(evidence.Paths[path][0]));
        }

        Assert.Equal(0, leaks);

        Assert.Equal(known, evidence.Count);
        Assert.Equal(seen.Observations.Count(one => !heldOut.Contains(one.Vantage) && !heldOut.Contains(seen.Paths[one.Path][0])), known);
    }

    private static double Mean(List<HeldOutFold> folds, Func<HeldOutFold, PathScore> scoreOf, Func<PathScore, int> count) =>
        folds.Average(fold => scoreOf(fold).Share(count(scoreOf(fold))));

    private static AsGraph Graph(out AsRelationships file)
    {
        file = AsRelationshipFile.Load(DataFolder.File("asrel", "20140101.as-rel.txt.xz"));
        return AsGraph.Build(file.Links, out _);
    }

    private static ObservedPaths Read(IEnumerable<uint>? routeServers, params string[] dumps)
    {
        ObservedPaths seen = new(routeServers);
        foreach (string dump in dumps) MrtFile.Read(DataFolder.File("mrt", dump), seen, null, TestContext.Current.CancellationToken);
        return seen;
    }
}

using Fleek.Core.Primitives;
using Fleek.Core.Routing.Selection;

namespace World.Tests.Selection;

/// <summary>Random probes are the nodes among which the one client of the traceroutes chooses by each policy.</summary>
internal sealed class ProbeTrial
{
    internal const string GeoNearest = "geo-nearest", BgpAware = "bgp-aware", FewestHops = "fewest-hops", Observed = "observed hops";

    private const ulong Seed = 2026;

    private readonly MeasuredProbes _probes = MeasuredProbes.Real.Value;
    private readonly Dictionary<string, PolicyRegrets> _regrets = [];

    internal IReadOnlyDictionary<string, PolicyRegrets> Regrets => _regrets;

    /// <summary>Whether a probe is in one of two halves: a coin of its own.</summary>
    internal static bool IsInFirstHalf(int node) => (new RandomStream(Seed, 6, node).NextBits() & 1) == 1;

    internal static ProbeTrial Run(int k, int draws, Func<int, bool> isNode, PredictorParameters? parameters = null)
    {
        ProbeTrial trial = new();
        (string Name, double[] Scores)[] policies = [.. trial.Policies(parameters).Select(policy => (policy.Name, trial.Scores(policy.Policy)))];
        foreach ((string name, _) in policies) trial._regrets.Add(name, new PolicyRegrets(draws));
        int[] order = [.. Enumerable.Range(0, trial._probes.Nodes.Count).Where(isNode)];
        for (int draw = 0; draw < draws; draw++)
        {
            RandomStream random = new(Seed, 5, ((long)k << 32) + draw);
            for (int place = 0; place < k; place++)
            {
                int other = place + (int)random.NextBelow(order.Length - place);
                (order[place], order[other]) = (order[other], order[place]);
            }

            double best = order.Take(k).Min(trial._probes.RttMs);
            foreach ((string name, double[] scores) in policies)
            {
                int chosen = order[0];
                for (int place = 1; place < k; place++)
                    if (scores[order[place]] < scores[chosen] || double.IsNaN(scores[chosen])) chosen = order[place];
                trial._regrets[name].Add(draw, trial._probes.RttMs(chosen), best);
            }
        }

        return trial;
    }

    /// <summary>What a policy orders nodes by. There is one client, so each node has one score whatever the candidates are.</summary>
    private double[] Scores(INodeSelector policy)
    {
        int[] all = [.. Enumerable.Range(0, _probes.Nodes.Count)];
        NodeChoice[] chosen = new NodeChoice[all.Length];
        double[] scores = new double[all.Length];
        Array.Fill(scores, double.NaN);
        int count = policy.Choose(MeasuredProbes.Client, all, Instant.Zero, chosen);
        foreach (NodeChoice choice in chosen.AsSpan(0, count)) scores[choice.Node] = choice.Score;
        return scores;
    }

    private IEnumerable<(string Name, INodeSelector Policy)> Policies(PredictorParameters? parameters)
    {
        yield return ("random", new RandomSelector(Seed));
        yield return (FewestHops, new FewestHopsSelector(_probes.Nodes, _probes.View.Paths, Seed));
        yield return (Observed, new FewestHopsSelector(_probes.Nodes, _probes, Seed));
        yield return (GeoNearest, new GeoNearestSelector(_probes.Nodes));
        yield return ("distance and same AS", Predicting(SelectionFeatures.SameAs, parameters));
        yield return ("distance and exit", Predicting(SelectionFeatures.Exit, parameters));
        yield return ("distance and places of networks", Predicting(SelectionFeatures.NetworkPlaces, parameters));
        yield return (BgpAware, Predicting(SelectionFeatures.Bgp, parameters));
    }

    private PredictingSelector Predicting(SelectionFeatures features, PredictorParameters? parameters) =>
        new("", new LatencyPredictor(_probes.Nodes, _probes.View, features | SelectionFeatures.Distance, null, parameters));
}

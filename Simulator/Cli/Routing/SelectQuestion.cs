using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Who asks, and what is known: what <c>routes select</c> makes of its files.</summary>
/// <param name="Nodes">The candidates.</param>
/// <param name="RttMs">What the client measured of each; NaN where nothing was.</param>
/// <param name="View">Null without relationships.</param>
/// <param name="Graph">Null without relationships.</param>
internal sealed record SelectQuestion(
    ClientView Client, NodeDirectory Nodes, IReadOnlyList<double> RttMs, RoutingView? View, AsGraph? Graph, ulong Seed)
    : IRttMeasurements
{
    /// <summary>Whether anything was measured.</summary>
    public bool HasMeasurements => RttMs.Any(rttMs => !double.IsNaN(rttMs));

    double IRttMeasurements.RttMs(in ClientView client, int node) => RttMs[node];

    /// <summary>What a policy lacks; null if nothing.</summary>
    public string? Missing(SelectPolicy policy) => policy.Needs switch
    {
        "" => null,
        "--relationships" => Graph is null ? policy.Needs : null,
        _ => HasMeasurements ? null : policy.Needs,
    };

    /// <summary>The policy's choices, best first.</summary>
    public IReadOnlyList<NodeChoice> Choose(SelectPolicy policy, int k)
    {
        NodeChoice[] chosen = new NodeChoice[Math.Min(k, Nodes.Count)];
        int[] candidates = [.. Enumerable.Range(0, Nodes.Count)];
        return chosen[..SelectorOf(policy).Choose(Client, candidates, Instant.Zero, chosen)];
    }

    /// <summary>The predictor with all features for which there is something to know.</summary>
    public LatencyPredictor Predictor(bool withProbes)
    {
        LatencyPredictor predictor = new(Nodes, View, SelectionFeatures.All, withProbes ? new ProbeHistory() : null);
        if (!withProbes) return predictor;
        for (int node = 0; node < Nodes.Count; node++)
            if (!double.IsNaN(RttMs[node])) predictor.Learn(Client, node, RttMs[node], Instant.Zero);
        return predictor;
    }

    private INodeSelector SelectorOf(SelectPolicy policy) => policy.Word switch
    {
        "random" => new RandomSelector(Seed),
        "geo-nearest" => new GeoNearestSelector(Nodes),
        "gateway" => new GatewaySelector(Nodes),
        "fewest-hops" => new FewestHopsSelector(Nodes, View!.Paths, Seed),
        "anycast" => new AnycastSelector(Nodes, Graph!),
        "distance" => new PredictingSelector(policy.Word, new LatencyPredictor(Nodes, null, SelectionFeatures.Distance)),
        "bgp-aware" => new PredictingSelector(policy.Word, Predictor(withProbes: false)),
        "bgp-aware+probes" => new PredictingSelector(policy.Word, Predictor(withProbes: true)),
        "oracle" => new OracleSelector(this),
        _ => throw new ArgumentException($"{policy.Word} has no selector", nameof(policy)),
    };
}

using Fleek.Core.Routing.Selection;

namespace World.Tests.Selection;

public sealed class ProbeSelectionTests(ITestOutputHelper output)
{
    private static readonly int[] _candidates = [5, 10, 20, 40];

    [Fact]
    public void Print()
    {
        output.WriteLine($"nodes {MeasuredProbes.Real.Value.Nodes.Count}");
        foreach ((double trust, double error) in ((double, double)[])[(1, 5), (0.5, 5), (1, 10), (0.5, 10)])
            foreach (int half in (int[])[0, 1, 2])
                foreach (int k in _candidates)
                {
                    ProbeTrial trial = ProbeTrial.Run(k, 1000, n => half == 2 || (half == 0 ? ProbeTrial.IsForFitting(n) : !ProbeTrial.IsForFitting(n)), PredictorParameters.Default with { PathTrust = trust, PathErrorMs = error });
                    foreach ((string name, PolicyRegrets regrets) in trial.Regrets)
                        if (name is "bgp-aware" or "distance + exit" or "distance + same AS") output.WriteLine(regrets.Row($"{(half == 0 ? "fit" : half == 1 ? "eval" : "all")} {trust} {error} {k} | {name}", trial.Regrets[ProbeTrial.GeoNearest]));
                }
    }

    [Fact]
    public void List()
    {
        ClientView c = MeasuredProbes.Client;
        var probes = MeasuredProbes.Real.Value;
        LatencyPredictor pr = new(probes.Nodes, probes.View);
        for (int n = 0; n < probes.Nodes.Count; n++)
        {
            var x = pr.Predict(c, n, default);
            string exit = x.ExitSite < 0 ? "-" : probes.View.Map.Sites[x.ExitSite].Name;
            output.WriteLine($"{probes.Nodes[n].Asn} {c.Position.DistanceKm(probes.Nodes[n].Position):F0} km true {probes.RttMs(n):F1} pred {x.TotalMs:F1} dist {x.DistanceMs:F1} net {x.NetworkMs:F1} {x.Relation} {x.Borders} {exit}");
        }
    }
}

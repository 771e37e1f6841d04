using System.Text;
using Fleek.Analysis.Statistics;
using Fleek.Core.Routing.Selection;
using Fleek.Tests;

namespace World.Tests.Selection;

/// <summary>
/// Traceroutes to one anchor, with round trips and ASes: no policy may do harm there. There is one client: what is drawn at random are
/// the candidates, and intervals say nothing about other clients.
/// </summary>
public sealed class ProbeSelectionTests(ITestOutputHelper output)
{
    private const int Draws = 2000;

    private static readonly int[] _candidates = [5, 10, 20, 40];

    private static readonly Lazy<IReadOnlyDictionary<int, ProbeTrial>> _trials = new(() =>
        _candidates.ToDictionary(k => k, k => ProbeTrial.Run(k, Draws, _ => true)));

    /// <summary>Hit rates and mean regrets as an independent program found them, with cities from another table.</summary>
    [Theory]
    [InlineData(5, 0.619, 3.1)]
    [InlineData(10, 0.419, 4.8)]
    [InlineData(20, 0.280, 6.1)]
    [InlineData(40, 0.255, 7.6)]
    public void Geo_nearest_costs_what_was_found_before(int k, double hitRate, double meanMs)
    {
        RegretTally tally = _trials.Value[k].Regrets[ProbeTrial.GeoNearest].Tally;
        Assert.InRange(tally.HitRate - hitRate, -0.05, 0.05);
        Assert.InRange(tally.MeanMs - meanMs, -1, 1);
        Assert.Equal(181, MeasuredProbes.Real.Value.Nodes.Count);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(40)]
    public void Bgp_aware_choices_are_never_worse_than_the_map(int k)
    {
        IReadOnlyDictionary<string, PolicyRegrets> regrets = _trials.Value[k].Regrets;
        (double mean, Interval interval) = regrets[ProbeTrial.BgpAware].Less(regrets[ProbeTrial.GeoNearest]);
        Assert.True(mean <= 0, $"{mean} ms ({interval.Low} to {interval.High}) over geo-nearest");
        if (k >= 20) Assert.True(interval.High < 0, $"{mean} ms ({interval.Low} to {interval.High}) where many nodes are near");
    }

    [Fact]
    public void Fewest_hops_are_worse_than_the_map_whether_predicted_or_observed()
    {
        foreach (ProbeTrial trial in _trials.Value.Values)
            foreach (string policy in (string[])[ProbeTrial.FewestHops, ProbeTrial.Observed])
                Assert.True(trial.Regrets[policy].Less(trial.Regrets[ProbeTrial.GeoNearest]).Interval.Low > 0, policy);
    }

    [Fact]
    public void The_table_in_the_documentation_is_the_one_computed_here()
    {
        StringBuilder table = new("| nodes | policy | hit % | mean ms | p50 | p90 | p99 | mean beside geo-nearest (95 %) |\n|---|---|---|---|---|---|---|---|\n");
        foreach ((int k, ProbeTrial trial) in _trials.Value)
            foreach ((string name, PolicyRegrets regrets) in trial.Regrets)
                table.Append(regrets.Row($"{k} | {name}", name == ProbeTrial.GeoNearest ? null : trial.Regrets[ProbeTrial.GeoNearest])).Append('\n');
        table.Append("\n| nodes | bgp-aware beside geo-nearest, one half of the probes | the other half |\n|---|---|---|\n");
        foreach (int k in _candidates) table.Append($"| {k} |{Half(k, ProbeTrial.IsInFirstHalf)} |{Half(k, node => !ProbeTrial.IsInFirstHalf(node))} |\n");
        output.WriteLine(table.ToString());
        Assert.Contains(table.ToString(), File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "routing.md")));
    }

    private static string Half(int k, Func<int, bool> isNode)
    {
        IReadOnlyDictionary<string, PolicyRegrets> regrets = ProbeTrial.Run(k, Draws, isNode).Regrets;
        return regrets[ProbeTrial.BgpAware].Beside(regrets[ProbeTrial.GeoNearest]);
    }
}

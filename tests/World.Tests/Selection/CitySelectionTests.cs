using System.Text;
using Fleek.Analysis.Statistics;
using Fleek.Core.Routing.Selection;
using Fleek.Tests;

namespace World.Tests.Selection;

/// <summary>Measured round trips between cities: no policy may do harm there. Nothing is known of networks in this set.</summary>
public sealed class CitySelectionTests(ITestOutputHelper output)
{
    private static readonly int _draws = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 400 : 40;

    private static readonly int[] _candidates = [10, 20, 50, 100];

    private static readonly Lazy<IReadOnlyDictionary<int, CityTrial>> _trials = new(() =>
        _candidates.ToDictionary(k => k, k => CityTrial.Run(k, _draws, city => !CityTrial.IsForFitting(city))));

    /// <summary>Hit rates and mean regrets as a program in another language found them with draws of its own.</summary>
    [Theory]
    [InlineData(10, 0.624, 13.8)]
    [InlineData(20, 0.553, 15.0)]
    [InlineData(50, 0.461, 16.1)]
    [InlineData(100, 0.410, 17.2)]
    public void Geo_nearest_costs_what_was_found_before(int k, double hitRate, double meanMs)
    {
        RegretTally tally = CityTrial.Nearest(k, 100);
        output.WriteLine($"{k}: hit {tally.HitRate:P1}, mean {tally.MeanMs:F1} ms, p90 {tally.QuantileMs(0.9):F1} ms, n {tally.Count}");
        Assert.InRange(tally.HitRate - hitRate, -0.03, 0.03);
        Assert.InRange(tally.MeanMs - meanMs, -1.5, 1.5);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    public void What_nodes_measure_of_each_other_makes_choices_better_than_the_map(int k)
    {
        IReadOnlyDictionary<string, PolicyRegrets> regrets = _trials.Value[k].Regrets;
        (double mean, Interval interval) = regrets[CityTrial.Predicted].Less(regrets[CityTrial.GeoNearest]);
        Assert.True(interval.High < 0, $"{mean} ms ({interval.Low} to {interval.High}) over geo-nearest");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    public void Three_probes_take_away_most_of_the_regret_and_are_best_spent_on_what_is_predicted(int k)
    {
        IReadOnlyDictionary<string, PolicyRegrets> regrets = _trials.Value[k].Regrets;
        Assert.True(regrets[CityTrial.Probed].Tally.MeanMs < 0.3 * regrets[CityTrial.GeoNearest].Tally.MeanMs);
        (double mean, Interval interval) = regrets[CityTrial.Probed].Less(regrets[CityTrial.ProbedNearest]);
        Assert.True(mean < 0 && interval.Low < 0, $"{mean} ms ({interval.Low} to {interval.High}) over the three nearest");
    }

    [Fact]
    public void The_gateways_turns_are_worse_than_the_nearest_node()
    {
        foreach (CityTrial trial in _trials.Value.Values)
            Assert.True(trial.Regrets[CityTrial.Gateway].Less(trial.Regrets[CityTrial.GeoNearest]).Interval.Low > 0);
    }

    [Fact]
    public void The_table_in_the_documentation_is_the_one_computed_here()
    {
        StringBuilder table = new("| nodes | policy | hit % | mean ms | p50 | p90 | p99 | mean beside geo-nearest (95 %) |\n|---|---|---|---|---|---|---|---|\n");
        foreach ((int k, CityTrial trial) in _trials.Value)
            foreach ((string name, PolicyRegrets regrets) in trial.Regrets)
                table.Append(regrets.Row($"{k} | {name}", name == CityTrial.GeoNearest ? null : trial.Regrets[CityTrial.GeoNearest])).Append('\n');
        output.WriteLine(table.ToString());
        Assert.SkipWhen(_draws != 40, "the documentation has the default form");
        Assert.Contains(table.ToString(), File.ReadAllText(Path.Combine(DataFolder.Repository, "docs", "routing.md")));
    }
}

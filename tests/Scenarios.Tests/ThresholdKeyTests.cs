using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>`thresholds`: what measures have to keep to, which is said about results and decides none.</summary>
public sealed class ThresholdKeyTests
{
    [Theory]
    [InlineData("negative_rate < 0.1 %", Measures.NegativeRate, true, false, 0.001, "negative_rate < 0.001")]
    [InlineData("negative_rate<=0.5", Measures.NegativeRate, true, true, 0.5, "negative_rate <= 0.5")]
    [InlineData("ttfb_p99_ms < 250 ms", Measures.TtfbP99, true, false, 250, "ttfb_p99_ms < 250 ms")]
    [InlineData("ttfb_p99_ms < 0.25 s", Measures.TtfbP99, true, false, 250, "ttfb_p99_ms < 250 ms")]
    [InlineData("denied_while_solvent_s <= 500 ms", Measures.DeniedWhileSolvent, true, true, 0.5, "denied_while_solvent_s <= 500 ms")]
    [InlineData("served_chunks > 510.5 chunks", Measures.Served, false, false, 510.5, "served_chunks > 510.5 chunks")]
    [InlineData("final_balance_chunks >= -3 chunks", Measures.FinalBalance, false, true, -3, "final_balance_chunks >= -3 chunks")]
    [InlineData("commits_per_1000_chunks < 60", Measures.CommitsPer1000, true, false, 60, "commits_per_1000_chunks < 60")]
    public void A_threshold_is_a_measure_a_comparison_and_a_quantity(
        string text, string measure, bool below, bool orEqual, double limit, string canonical)
    {
        Plan plan = Read($"thresholds: ['{text}']").Plan!;
        Assert.Equal(new Threshold(measure, below, orEqual, limit, canonical), Assert.Single(plan.Thresholds));
        Plan again = Planner.Build(
            new SourceText("plan.yaml", plan.ResolvedYaml), new PlanRequest { Scenario = "a" }, _ => null).Plan!;
        Assert.Equal(plan.Thresholds, again.Thresholds);
    }

    [Fact]
    public void Several_change_no_hash_and_no_cell()
    {
        Plan with = Read("thresholds: [negative_rate < 0.1 %, overshoot_chunks < 2 chunks]").Plan!, without = Read("nodes: 64").Plan!;
        Assert.Equal(2, with.Thresholds.Count);
        Assert.Equal((without.Hash, without.Cells[0].Id), (with.Hash, with.Cells[0].Id));
        Assert.Empty(without.Thresholds);
        Assert.DoesNotContain("thresholds", without.ResolvedYaml);
    }

    [Theory]
    [InlineData("thresholds: [negative_rate 0.1 %]", "FS1023")]
    [InlineData("thresholds: [< 0.1 %]", "FS1023")]
    [InlineData("thresholds: negative_rate", "FS1023")]
    [InlineData("thresholds: [negativ_rate < 0.1 %]", "FS1015")]
    [InlineData("thresholds: [negative_rate < 0.1 ms]", "FS1006")]
    [InlineData("thresholds: [negative_rate < 150 %]", "FS1010")]
    [InlineData("thresholds: [negative_rate < much]", "FS1009")]
    [InlineData("thresholds: [ttfb_p99_ms < 250]", "FS1005")]
    [InlineData("thresholds: [overshoot_chunks < 5]", "FS1005")]
    [InlineData("thresholds: []", "FS1003")]
    [InlineData("thresholds: {negative_rate: 5 %}", "FS1004")]
    [InlineData("sweep: {thresholds: {values: [negative_rate < 1 %]}}", "FS2")]
    public void What_is_no_threshold_is_refused_at_its_place(string keys, string code)
    {
        PlanResult result = Read(keys, sweep: true);
        Assert.Null(result.Plan);
        Assert.All(result.Diagnostics, d => Assert.Equal(4, d.Line));
        Assert.StartsWith(code, Assert.Single(result.Diagnostics).Code);
    }

    private static PlanResult Read(string keys, bool sweep = false) => Planner.Build(
        new SourceText("a.yaml", $"version: 1\nscenarios:\n  a:\n    {keys}\n"), new PlanRequest { Scenario = "a", Sweep = sweep }, _ => null);
}

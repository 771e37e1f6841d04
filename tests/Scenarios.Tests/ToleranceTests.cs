using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>`tolerate`: what a gate lets pass, which is said about results and decides none.</summary>
public sealed class ToleranceTests
{
    [Fact]
    public void Tolerances_are_shares_by_measure()
    {
        Plan plan = Read("tolerate: {negative_rate: 5 %, ttfb_p50_ms: 0.125, served_chunks: 0}").Plan!;
        Assert.Equal(3, plan.Tolerances.Count);
        Assert.Equal(0.05, plan.Tolerances[Measures.NegativeRate]);
        Assert.Equal(0.125, plan.Tolerances[Measures.TtfbP50]);
        Assert.Equal(0, plan.Tolerances[Measures.Served]);
        Assert.Empty(Read("nodes: 64").Plan!.Tolerances);
    }

    [Fact]
    public void They_change_no_hash_and_no_cell_and_stay_in_the_resolved_plan()
    {
        Plan with = Read("tolerate: {negative_rate: 7 %}").Plan!, without = Read("nodes: 64").Plan!;
        Assert.Equal(without.Hash, with.Hash);
        Assert.Equal(without.Cells[0].Id, with.Cells[0].Id);
        Plan again = Planner.Build(
            new SourceText("plan.yaml", with.ResolvedYaml), new PlanRequest { Scenario = "a" }, _ => null).Plan!;
        Assert.Equal(0.07, again.Tolerances[Measures.NegativeRate]);
        Assert.Equal(with.Hash, again.Hash);
    }

    [Theory]
    [InlineData("tolerate: {negative_rat: 5 %}", "FS1002")]
    [InlineData("tolerate: {final_balance_chunks: 5 %}", "FS1002")]
    [InlineData("tolerate: {negative_rate: 5 ms}", "FS1006")]
    [InlineData("tolerate: {negative_rate: -1 %}", "FS1010")]
    [InlineData("tolerate: 5 %", "FS1004")]
    [InlineData("sweep: {tolerate.negative_rate: {values: [1 %, 2 %]}}", "FS2")]
    [InlineData("sweep: {tolerate: {values: [{negative_rate: 1 %}]}}", "FS2")]
    public void What_is_no_tolerance_is_refused_at_its_place(string keys, string code)
    {
        PlanResult result = Read(keys, sweep: true);
        Assert.Null(result.Plan);
        Assert.All(result.Diagnostics, d => Assert.Equal(4, d.Line));
        Assert.StartsWith(code, Assert.Single(result.Diagnostics).Code);
    }

    private static PlanResult Read(string keys, bool sweep = false) => Planner.Build(
        new SourceText("a.yaml", $"version: 1\nscenarios:\n  a:\n    {keys}\n"), new PlanRequest { Scenario = "a", Sweep = sweep }, _ => null);
}

using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>What orders the ledger's transactions.</summary>
public sealed class LedgerKeyTests
{
    [Fact]
    public void Without_blocks_a_plan_does_not_speak_of_them()
    {
        Plan plan = Shipped.Plan("freeze-threshold");
        Assert.Null(plan.Cells[0].Scenario.Ledger.Blocks);
        Assert.DoesNotContain("block", plan.ResolvedYaml);
        Assert.DoesNotContain(Measures.LedgerLagMean, plan.ResolvedYaml);
    }

    [Fact]
    public void Blocks_have_an_interval_and_a_capacity_and_their_lag_is_measured()
    {
        PlanResult result = Shipped.PlanOf("ledger: {distribution: blocks, lag: 300 ms, block_interval: 5 s, block_bytes: 1 KiB}");
        LedgerSpec ledger = result.Plan!.Cells[0].Scenario.Ledger;
        Assert.Equal((Duration.FromMilliseconds(300), LagDistribution.Blocks), (ledger.Lag, ledger.Distribution));
        Assert.Equal(new BlockSpec(Duration.FromSeconds(5), 1_024, 400), ledger.Blocks);
        Assert.Equal(2, ledger.Blocks!.Capacity);
        Assert.Contains(Measures.LedgerLagP99, result.Plan.ResolvedYaml);
    }

    [Theory]
    [InlineData("ledger: {distribution: blocks, block_bytes: 399 B}", "FS2017", "399 B")]
    [InlineData("measure: [ledger_lag_mean_s]", "FS2018", "ledger_lag_mean_s")]
    public void What_blocks_cannot_do_is_refused(string keys, string code, string what)
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.Contains(what, found.Message);
    }

    [Fact]
    public void A_sweep_may_put_blocks_beside_a_constant_lag()
    {
        PlanResult result = Shipped.PlanOf("sweep: {ledger.distribution: {values: [constant, blocks]}}", sweep: true);
        Assert.Equal([LagDistribution.Constant, LagDistribution.Blocks], result.Plan!.Cells.Select(c => c.Scenario.Ledger.Distribution));
        Assert.Contains(Measures.LedgerLagMean, result.Plan.ResolvedYaml);
    }
}

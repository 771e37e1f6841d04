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
        Assert.Equal(new BlockSpec(Duration.FromSeconds(5), new BlockSize(1_024, 400)), ledger.Blocks);
        Assert.Equal(2, ledger.Blocks!.Size.Capacity);
        Assert.Contains(Measures.LedgerLagP99, result.Plan.ResolvedYaml);
    }

    [Fact]
    public void A_queue_has_a_service_time_and_its_lag_is_measured()
    {
        PlanResult result = Shipped.PlanOf("ledger: {distribution: queue, lag: 0 s, service_time: 8 ms, service_law: constant}");
        LedgerSpec ledger = result.Plan!.Cells[0].Scenario.Ledger;
        Assert.Equal((Duration.Zero, LagDistribution.Queue), (ledger.Lag, ledger.Distribution));
        Assert.Equal(new QueueSpec(Duration.FromMilliseconds(8), false), ledger.Queue);
        Assert.True(ledger.IsShared);
        Assert.Contains(Measures.LedgerLagP99, result.Plan.ResolvedYaml);
    }

    [Theory]
    [InlineData("ledger: {distribution: blocks, service_time: 1 ms}", "FS1014", "ledger.service_time")]
    [InlineData("ledger: {distribution: blocks, block_bytes: 399 B}", "FS2017", "399 B")]
    [InlineData("measure: [ledger_lag_mean_s]", "FS2018", "ledger_lag_mean_s")]
    [InlineData("ledger: {distribution: rounds, block_bytes: 399 B}", "FS2017", "399 B")]
    [InlineData("ledger: {distribution: rounds, validators: 12}", "FS2019", "12 validators")]
    [InlineData("ledger: {distribution: rounds, crashed_validators: 4}", "FS2019", "no more than 3")]
    [InlineData("ledger: {distribution: rounds, epoch: 10 s, epoch_pause: 10 s}", "FS2019", "epoch_pause")]
    [InlineData("ledger: {distribution: rounds}\nnetwork: {delay: none}\nusers: {selection: random}", "FS2019", "hop_delay")]
    [InlineData("ledger: {distribution: rounds}\nsampling: {after: 1 s, tail: 1 chunks}", "FS2024", "sampling")]
    [InlineData("ledger: {distribution: rounds, lag: 1 s}", "FS1014", "ledger.lag")]
    public void What_a_ledger_cannot_do_is_refused(string keys, string code, string what)
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.Contains(what, found.Message);
    }

    [Fact]
    public void A_committee_has_validators_a_protocol_and_no_lag_of_its_own()
    {
        PlanResult result = Shipped.PlanOf(
            "ledger: {distribution: rounds, protocol: tendermint, validators: 13, commit_wait: 1 s, crashed_validators: 2, crash_after: 5 s}");
        LedgerSpec ledger = result.Plan!.Cells[0].Scenario.Ledger;
        Assert.Equal((Duration.Zero, LagDistribution.Rounds), (ledger.Lag, ledger.Distribution));
        Assert.Equal(
            new CommitteeSpec(
                ConsensusProtocol.Tendermint, 13, Duration.Zero, new BlockSize(1_048_576, 400), Duration.FromSeconds(1L), Duration.FromSeconds(1L), 2,
                Duration.FromSeconds(5L), Duration.Zero, Duration.Zero),
            ledger.Rounds);
        Assert.DoesNotContain("lag:", result.Plan.ResolvedYaml);
        Assert.Contains(Measures.LedgerLagMean, result.Plan.ResolvedYaml);
    }

    [Fact]
    public void Ledgers_on_an_axis_have_labels_that_tell_them_apart()
    {
        const string axis = """
            sweep:
              ledger:
                values:
                  - {lag: 2.5 s}
                  - {distribution: lognormal, lag: 1 s, sigma: 2}
                  - {distribution: blocks, lag: 0 s, block_interval: 6 s}
                  - {distribution: rounds, protocol: tendermint, validators: 64, commit_wait: 1 s}
                  - {distribution: rounds, crashed_validators: 3}
            """;
        PlanResult result = Shipped.PlanOf(axis, sweep: true);
        Assert.Equal(
            [
                "constant 2.5 s", "lognormal 1 s sigma 2", "blocks 0 s block interval 6 s", "tendermint n=64 commit wait 1 s",
                "mysticeti n=10 crashed validators 3",
            ],
            result.Plan!.Axes[0].Values.Select(v => v.Text));
    }

    [Fact]
    public void A_sweep_may_put_blocks_and_rounds_beside_a_constant_lag()
    {
        PlanResult result = Shipped.PlanOf("sweep: {ledger.distribution: {values: [constant, blocks, rounds]}}", sweep: true);
        Assert.Equal(
            [LagDistribution.Constant, LagDistribution.Blocks, LagDistribution.Rounds], result.Plan!.Cells.Select(c => c.Scenario.Ledger.Distribution));
        Assert.Contains(Measures.LedgerLagMean, result.Plan.ResolvedYaml);
    }
}

using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>The keys of what goes wrong: read, checked, absent by default.</summary>
public sealed class FaultKeyTests
{
    [Fact]
    public void Without_keys_nothing_goes_wrong_and_a_plan_does_not_speak_of_it()
    {
        Plan plan = Shipped.Plan("freeze-threshold");
        Assert.Null(plan.Cells[0].Scenario.Faults);
        Assert.DoesNotContain("faults", plan.ResolvedYaml);
        Assert.DoesNotContain("loss", plan.ResolvedYaml);
    }

    [Fact]
    public void Every_key_reaches_the_model()
    {
        FaultsSpec expected = new()
        {
            Links = new LinkFaultsSpec
            {
                Loss = 0.01,
                LossBurst = 4,
                Jitter = Duration.FromMilliseconds(5),
                JitterLaw = JitterLaw.Normal,
                Duplicate = 0.02,
                Reorder = 0.03,
                ReorderDelay = Duration.FromMilliseconds(7),
                RateLimitBitsPerSecond = 20_000_000,
                RateBurstBytes = 65_536,
                RetransmitAfter = Duration.FromMilliseconds(200),
            },
            Crash = new CrashSpec(0.1, Duration.FromSeconds(10), Duration.FromSeconds(3), Duration.FromSeconds(5), true),
            Partition = new PartitionSpec(0.2, 0.5, Duration.FromSeconds(20), Duration.FromSeconds(6), CutDirection.Down),
            Clocks = new ClocksSpec(Duration.FromMilliseconds(100), 50),
        };
        Assert.Equal(expected, FaultsOf("""
            network:
              {loss: 1 %, loss_burst: 4, jitter: 5 ms, jitter_law: normal, duplicate: 2 %, reorder: 3 %, reorder_delay: 7 ms,
               rate_limit: 20 Mbit/s, rate_burst: 64 KiB, retransmit_after: 200 ms}
            faults:
              crash: {nodes: 10 %, after: 10 s, spread: 3 s, for: 5 s, disk: lost}
              partition: {nodes: 20 %, users: 50 %, after: 20 s, for: 6 s, direction: down}
              clock: {offset: 100 ms, drift_ppm: 50}
            """));
    }

    [Fact]
    public void What_is_left_out_has_the_default_that_its_text_tells()
    {
        FaultsSpec faults = FaultsOf("""
            network: {loss: 1 %, jitter: 5 ms}
            faults: {crash: {nodes: 1, after: 0 s, for: 5 s}, partition: {nodes: 0, after: 0 s, for: 1 s}}
            """)!;
        Assert.Equal(new LinkFaultsSpec { Loss = 0.01, Jitter = Duration.FromMilliseconds(5) }, faults.Links);
        Assert.Equal((JitterLaw.Exponential, Duration.FromSeconds(1)), (faults.Links!.JitterLaw, faults.Links.RetransmitAfter));
        Assert.Equal(new CrashSpec(1, Duration.Zero, Duration.Zero, Duration.FromSeconds(5), false), faults.Crash);
        Assert.Equal(new PartitionSpec(0, 1, Duration.Zero, Duration.FromSeconds(1), CutDirection.Both), faults.Partition);
        Assert.Null(faults.Clocks);
    }

    [Theory]
    [InlineData("network: {loss_burst: 3}", "FS1003", "'network.loss' is missing: 'network.loss_burst' needs it", 4, 27)]
    [InlineData("network: {reorder: 1 %}", "FS1003", "'network.reorder_delay' is missing: 'network.reorder' needs it", 4, 24)]
    [InlineData("faults: {crash: {nodes: 1, after: 1 s}}", "FS1003", "'faults.crash.for' is missing: 'faults.crash.nodes' needs it", 4, 29)]
    [InlineData("network: {loss: 80 %}", "FS1010", "'network.loss' must be at least 0 and at most 0.5, not 80 %", 4, 21)]
    [InlineData("network: {jitter: 5}", "FS1005", "'5' has no unit", 4, 23)]
    [InlineData("faults: {partition: {direction: left}}", "FS1011", "'left' is not a value of 'faults.partition.direction'", 4, 37)]
    [InlineData("faults: {crush: {nodes: 1}}", "FS1002", "unknown key 'crush'", 4, 14)]
    [InlineData("faults: {crash: {nodes: 1, after: 58 s, spread: 1 s, for: 2 s}}", "FS2020",
        "the last crash is over at 61 s, after the duration (60 s)", 4, 63)]
    [InlineData("faults: {partition: {nodes: 1, after: 0 s, for: 2 min}}", "FS2020",
        "the partition is over at 120 s, after the duration (60 s)", 4, 53)]
    public void A_mistake_is_told_at_its_place(string keys, string code, string message, int line, int column)
    {
        Diagnostic error = Shipped.PlanOf(keys).Diagnostics[0];
        Assert.Equal((code, message, line, column), (error.Code, error.Message, error.Line, error.Column));
    }

    [Fact]
    public void A_fault_may_be_there_in_some_cells_and_not_in_others()
    {
        PlanResult result = Shipped.PlanOf("""
            sweep:
              faults.crash: {values: [null, {nodes: 10 %, after: 10 s, for: 5 s}]}
            """, sweep: true);
        Assert.Empty(result.Diagnostics.Select(Shipped.Show));
        Assert.Equal([false, true], result.Plan!.Cells.Select(c => c.Scenario.Faults?.Crash is not null));
        Assert.Equal("none", result.Plan.Axes[0].Values[0].Text);
    }

    private static FaultsSpec? FaultsOf(string keys)
    {
        PlanResult result = Shipped.PlanOf(keys);
        Assert.Empty(result.Diagnostics.Select(Shipped.Show));
        PlanResult again = Planner.Build(
            new SourceText("plan.yaml", result.Plan!.ResolvedYaml), new PlanRequest { Scenario = "mine" }, Shipped.HashOf);
        Assert.Equal(result.Plan.Cells[0].Scenario.Faults, again.Plan!.Cells[0].Scenario.Faults);
        return result.Plan.Cells[0].Scenario.Faults;
    }
}

using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Tests;

public sealed class ShippedScenarioTests
{
    [Fact]
    public void The_shipped_file_is_valid() => Assert.Empty(ScenarioCatalog.Validate(Shipped.File).Select(Shipped.Show));

    [Theory]
    [InlineData("quickstart", 1, 8)]
    [InlineData("freeze-threshold", 42, 16)]
    [InlineData("commit-rules", 16, 8)]
    [InlineData("frontier", 32, 40)]
    [InlineData("lease-quota", 3, 40)]
    [InlineData("collapse", 6, 40)]
    [InlineData("cascade", 2, 8)]
    [InlineData("rare-event", 1, 8)]
    [InlineData("adversary-all-nodes", 6, 8)]
    [InlineData("leases", 6, 8)]
    [InlineData("lease-mobility", 2, 8)]
    [InlineData("wait-for-finality", 4, 8)]
    [InlineData("central-billing", 4, 8)]
    [InlineData("collateral", 7, 8)]
    [InlineData("lax-nodes", 4, 8)]
    [InlineData("more-rules", 6, 8)]
    [InlineData("adversaries", 62, 8)]
    [InlineData("withdrawals", 24, 8)]
    [InlineData("ledgers", 8, 8)]
    [InlineData("headline", 7, 1)]
    [InlineData("lockstep", 1, 8)]
    [InlineData("common-view", 1, 500)]
    [InlineData("exposure", 3, 500)]
    [InlineData("faulty", 12, 8)]
    [InlineData("gate", 3, 16)]
    [InlineData("node-incentives", 10, 8)]
    [InlineData("node-numbers", 6, 4)]
    [InlineData("coverage", 40, 16)]
    [InlineData("collusion", 8, 32)]
    [InlineData("node-rewards", 5, 8)]
    [InlineData("tunnel-or-coordinator", 48, 2)]
    [InlineData("gateway-load", 20, 4)]
    [InlineData("website", 6, 8)]
    [InlineData("video", 12, 4)]
    [InlineData("transports", 21, 2)]
    [InlineData("peer-cache", 8, 4)]
    [InlineData("routing", 18, 8)]
    [InlineData("routing-visibility", 25, 8)]
    [InlineData("live-closed", 1, 1)]
    [InlineData("live-lab", 1, 40)]
    public void Each_shipped_scenario_has_its_cells_and_seeds(string name, int cells, int seeds)
    {
        Plan plan = Shipped.Plan(name, sweep: true);
        Assert.Equal(cells, plan.Cells.Count);
        Assert.Equal(seeds, plan.Seeds.Count);
        Assert.Equal(cells, plan.Cells.Select(c => c.Id).Distinct().Count());
        Assert.Single(Shipped.Plan(name).Cells);
    }

    [Fact]
    public void The_lock_step_command_of_the_readme_gives_its_vector()
    {
        Plan plan = Shipped.Plan("lockstep", false, "users.balance=924 chunks", "payments.freeze_threshold=100 chunks",
            "payments.commit.threshold=20 chunks", "users.serving_nodes=10", "ledger.lag=5 s");
        Scenario scenario = Assert.Single(plan.Cells).Scenario;
        Assert.Equal(new Credits(924_000_000_000), scenario.Users.Balance);
        Assert.Equal(new Credits(100_000_000_000), scenario.Payments.FreezeThreshold);
        Assert.Equal(new Credits(20_000_000_000), scenario.Payments.Commit.Threshold);
        Assert.Equal(FirstPhase.Aligned, scenario.Payments.Commit.FirstPhase);
        Assert.Equal(Duration.FromSeconds(5L), scenario.Ledger.Lag);
        Assert.Equal(NodeSelection.First, scenario.Users.Selection);
        Assert.Equal(DelayKind.None, scenario.Network.Delay);
    }

    [Fact]
    public void Axes_of_the_main_job_have_columns_units_and_labels()
    {
        Plan plan = Shipped.Plan("freeze-threshold", sweep: true);
        Assert.Equal(["payments.commit", "payments.freeze_threshold"], plan.Axes.Select(a => a.Path));
        Assert.Equal(["payments.commit", "payments.freeze_threshold_chunks"], plan.Axes.Select(a => a.Column));
        Assert.Equal(
            ["every chunk", "threshold 20 chunks", "interval 2 s", "coin 5 %", "article /serving 0.25 g=3",
                "proportional+hints /serving 0.25 min 20 chunks after 300 ms"],
            plan.Axes[0].Values.Select(v => v.Text));
        Assert.Equal([0, 30, 60, 90, 120, 150, 200], plan.Axes[1].Values.Select(v => v.Number));
        Assert.Equal("chunks", plan.Axes[1].Unit);
    }

    [Fact]
    public void A_measured_file_replaces_the_modelled_delay()
    {
        Plan plan = Shipped.Plan("freeze-threshold", false, "network.rtt=/data/rtt.csv.xz", "network.places=/data/places.csv");
        NetworkSpec network = plan.Cells[0].Scenario.Network;
        Assert.Equal(DelayKind.Measured, network.Delay);
        Assert.Equal("/data/rtt.csv.xz", network.Rtt);
        Assert.Equal(["/data/places.csv", "/data/rtt.csv.xz"], plan.Inputs.Select(i => i.Path));
    }

    [Fact]
    public void The_real_file_brings_its_places()
    {
        string rtt = DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz");
        Plan plan = Shipped.Plan("freeze-threshold", false, "network.rtt=" + rtt);
        Assert.Equal("servers-2020-07-19.csv", Path.GetFileName(plan.Cells[0].Scenario.Network.Places));
        Assert.Equal(2, plan.Inputs.Count);
    }
}

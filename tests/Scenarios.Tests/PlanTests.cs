using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class PlanTests
{
    [Theory]
    [InlineData("quickstart", false)]
    [InlineData("freeze-threshold", false)]
    [InlineData("freeze-threshold", true)]
    [InlineData("commit-rules", true)]
    [InlineData("ledgers", true)]
    [InlineData("lockstep", true)]
    [InlineData("common-view", false)]
    [InlineData("exposure", true)]
    [InlineData("faulty", true)]
    [InlineData("gate", true)]
    public void A_resolved_plan_reads_as_itself(string name, bool sweep) => AssertIdempotent(Shipped.Plan(name, sweep), sweep);

    [Fact]
    public void A_resolved_plan_keeps_flags_filters_seeds_and_files()
    {
        PlanRequest request = new()
        {
            Scenario = "freeze-threshold",
            Sweep = true,
            Sets = ["network.rtt=a.csv,b.csv", "users.selection=random",
                "question=a \"quoted\" \\ text,\twith: all # of it \u2028 \U0001F600",
                "payments.freeze_threshold=1 chunk,2 chunks"],
            Where = "payments.commit.rule != coin and not payments.freeze_threshold == 2 chunks",
            Seeds = "3,1,7..9",
        };
        PlanResult result = Planner.Build(Shipped.File, request, p => p.EndsWith("a.csv", StringComparison.Ordinal) ? "aa"
            : "bb");
        Assert.Empty(result.Diagnostics.Select(Shipped.Show));
        Plan plan = result.Plan!;
        Assert.Equal(10, plan.Cells.Count);
        Assert.Equal(["a.csv", "b.csv"], plan.Axes[^1].Values.Select(v => v.Text));
        Plan again = Planner.Build(new SourceText("/elsewhere/plan.yaml", plan.ResolvedYaml),
            new PlanRequest { Scenario = plan.Name, Sweep = true }, p => p.EndsWith("a.csv", StringComparison.Ordinal) ? "aa"
                : "bb").Plan!;
        AssertSame(plan, again);
    }

    [Fact]
    public void Where_a_file_lies_changes_no_hash_but_what_is_in_it_does()
    {
        Plan here = Measured("one.csv", "aa"), there = Measured("/other/two.csv", "aa"), changed = Measured("one.csv", "bb");
        Assert.Equal(here.Hash, there.Hash);
        Assert.Equal(here.Cells[0].Id, there.Cells[0].Id);
        Assert.NotEqual(here.Hash, changed.Hash);
        Assert.NotEqual(here.Cells[0].Id, changed.Cells[0].Id);
        Assert.Equal(Path.GetFullPath("one.csv"), here.Cells[0].Scenario.Network.Rtt);
    }

    [Fact]
    public void A_path_is_relative_to_the_scenario_file()
    {
        SourceText file = new("/etc/lab/scenarios.yaml",
            "version: 1\nscenarios:\n  a:\n    network: {rtt: data/r.csv}\n    users: {selection: random}\n");
        Plan plan = Shipped.Build(file, "a", false).Plan!;
        Assert.Equal("/etc/lab/data/r.csv", plan.Cells[0].Scenario.Network.Rtt);
        PlanRequest flag = new() { Scenario = "a", Sets = ["network.rtt=here.csv"] };
        Plan second = Planner.Build(file, flag, p => p == Path.GetFullPath("here.csv") ? "aa" : null).Plan!;
        Assert.Equal(Path.GetFullPath("here.csv"), second.Cells[0].Scenario.Network.Rtt);
    }

    [Fact]
    public void Ids_ignore_what_changes_no_result_and_how_it_is_written()
    {
        string id = Id("users: {balance: 600 chunks}");
        Assert.Equal(id, Id("question: why\nseeds: 5\nmeasure: [freezes]\nusers: {balance: 0.6 credit}"));
        Assert.Equal(id, Id("duration: 1 min"));
        Assert.NotEqual(id, Id("users: {balance: 601 chunks}"));
        Assert.NotEqual(id, Id("network: {lane_bandwidth: 1 Mbit/s}"));
    }

    [Fact]
    public void A_cell_of_a_sweep_is_the_run_with_its_values_set()
    {
        Plan sweep = Shipped.Plan("freeze-threshold", true);
        Cell cell = sweep.Cells[^3];
        Plan run = Shipped.Plan("freeze-threshold", false, "payments.freeze_threshold=" + cell.Coordinates[1].Text,
            "payments.commit={rule: proportional-hints, alpha: 0.25, minimum: 20 chunks, population: serving, hint_delay: 300 "
                + "ms}");
        Assert.Equal(run.Cells[0].Id, cell.Id);
        Assert.Equal(run.Cells[0].Scenario with { Name = "" }, cell.Scenario with { Name = "" });
    }

    [Fact]
    public void A_logarithmic_axis_is_round_between_its_ends()
    {
        Plan plan = Shipped.PlanOf("sweep:\n  ledger.lag: {from: 50 ms, to: 5 s, points: 6, scale: log}", true).Plan!;
        Assert.Equal(["50 ms", "125.6 ms", "315.5 ms", "792.4 ms", "1.991 s", "5 s"], plan.Axes[0].Values.Select(v => v.Text));
        AssertIdempotent(plan, true);
        Plan counts = Shipped.PlanOf("sweep:\n  nodes: {from: 64, to: 128, points: 4}", true).Plan!;
        Assert.Equal([64, 85, 107, 128], counts.Cells.Select(c => c.Scenario.Nodes));
    }

    [Fact]
    public void An_axis_may_be_any_mapping()
    {
        Plan plan = Shipped.PlanOf("sweep:\n  ledger: {values: [{lag: 1 s}, {lag: 1 s, distribution: lognormal, sigma: 0.5}]}",
            true).Plan!;
        Assert.Equal(["constant 1 s", "lognormal 1 s sigma 0.5"], plan.Axes[0].Values.Select(v => v.Text));
        AssertIdempotent(plan, true);
        Plan nested = Shipped.PlanOf("sweep:\n  payments: {values: [{window: 2 chunks, commit: {rule: coin}}, {commit: "
            + "{threshold: 5 chunks}}]}", true).Plan!;
        AssertIdempotent(nested, true);
    }

    [Fact]
    public void An_axis_that_changes_nothing_is_found_by_its_equal_cells()
    {
        const string Keys = "payments: {price: 0.001 credit}\nsweep:\n  payments.commit.threshold: {values: [1 chunk, 2 "
            + "chunks]}\n";
        Assert.Equal(2, Shipped.PlanOf(Keys, true).Plan!.Cells.Count);
        Diagnostic error = Assert.Single(Shipped.PlanOf(
            "sweep:\n  payments.commit: {values: [{rule: threshold, threshold: 5 chunks}, {rule: threshold, threshold: 0.005 "
                + "credit}]}", true).Diagnostics);
        Assert.Equal("FS2004", error.Code);
    }

    [Fact]
    public void The_catalogue_lists_all_scenarios_in_the_order_of_the_file()
    {
        (IReadOnlyList<ScenarioSummary> all, IReadOnlyList<Diagnostic> errors) = ScenarioCatalog.List(Shipped.File);
        Assert.Empty(errors);
        string[] written = [.. Shipped.File.Lines.Where(l => l.StartsWith("  ") && l[2] is >= 'a' and <= 'z' && l.EndsWith(':')).Select(l => l[2..^1])];
        Assert.True(written.Length > 10);
        Assert.Equal(written, all.Select(s => s.Name));
        Assert.All(all, s => Assert.Equal($"  {s.Name}:", Shipped.File.Lines[s.Line - 1]));
    }

    [Fact]
    public void Every_key_is_documented()
    {
        Assert.All(ScenarioKeys.All, k => Assert.NotEmpty(k.Text));
        Assert.Equal("20 chunks", ScenarioKeys.All.Single(k => k.Path == "payments.commit.threshold").Default);
        Assert.Equal("chunks credit", ScenarioKeys.All.Single(k => k.Path == "users.balance").Unit);
    }

    internal static void AssertIdempotent(Plan plan, bool sweep)
    {
        PlanResult again = Shipped.Build(new SourceText("/elsewhere/plan.yaml", plan.ResolvedYaml), plan.Name, sweep);
        Assert.Empty(again.Diagnostics.Select(Shipped.Show));
        AssertSame(plan, again.Plan!);
    }

    private static void AssertSame(Plan plan, Plan again)
    {
        Assert.Equal(plan.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(plan.Hash, again.Hash);
        Assert.Equal(plan.Question, again.Question);
        Assert.Equal(plan.Seeds, again.Seeds);
        Assert.Equal(plan.Measures, again.Measures);
        Assert.Equal(plan.ExcludedCells + plan.Cells.Count, again.ExcludedCells + again.Cells.Count);
        Assert.Equal(plan.Cells.Select(c => c.Id), again.Cells.Select(c => c.Id));
        Assert.Equal(plan.Cells.Select(c => c.Scenario), again.Cells.Select(c => c.Scenario));
        Assert.Equal(plan.Axes.Select(a => a.Column), again.Axes.Select(a => a.Column));
        Assert.Equal(plan.Axes.SelectMany(a => a.Values), again.Axes.SelectMany(a => a.Values));
        Assert.Equal(plan.Inputs, again.Inputs);
    }

    private static Plan Measured(string path, string hash) => Planner.Build(Shipped.File,
        new PlanRequest { Scenario = "quickstart", Sets = ["network.rtt=" + path, "users.selection=random"] }, _ => hash).Plan!;

    private static string Id(string keys) => Shipped.PlanOf(keys).Plan!.Cells[0].Id;
}

using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class ReadingTests
{
    [Fact]
    public void An_unknown_key_names_the_nearest_one()
    {
        Diagnostic error = Only("payments:\n  chunk: 256 KiB\n  frezee_threshold: 1 credit");
        Assert.Equal("FS1002", error.Code);
        Assert.Equal("unknown key 'frezee_threshold'", error.Message);
        Assert.Equal(("scenarios.yaml", 6, 7, 16), (error.File, error.Line, error.Column, error.Length));
        Assert.Equal("did you mean 'freeze_threshold'?", error.Note);
        Assert.Equal("fleek-sim explain payments     lists every key here with units and defaults", error.Help);
        Assert.Equal("      frezee_threshold: 1 credit", error.LineText);
    }

    [Fact]
    public void A_key_in_the_wrong_place_is_told_its_home() =>
        Assert.Equal("'freeze_threshold' belongs under 'payments'", Only("freeze_threshold: 1 credit").Help);

    [Fact]
    public void A_missing_unit_comes_with_the_fix()
    {
        Diagnostic error = Only("ledger: {lag: 500}");
        Assert.Equal(("FS1005", "'500' has no unit", "write 500 s or 500 ms"), (error.Code, error.Message, error.Help));
        Assert.Equal((4, 19, 3), (error.Line, error.Column, error.Length));
        Assert.Equal("write 7 chunks or 7 credit", Only("users: {balance: 7}").Help);
        Assert.Equal("write 1 credit", Only("payments: {price: 1}").Help);
    }

    [Theory]
    [InlineData("duration: 5 sec", "did you mean 's'?")]
    [InlineData("duration: 5 S", "did you mean 's'?")]
    [InlineData("duration: 5 m", "did you mean 'min'?")]
    [InlineData("payments: {chunk: 256 kB}", "did you mean 'KiB'?")]
    [InlineData("network: {lane_bandwidth: 10 Gbps}", "did you mean 'Gbit/s'?")]
    [InlineData("workload: {rate: 10 chunks}", "did you mean 'chunks/s'?")]
    [InlineData("payments: {freeze_threshold: 10 chnuks}", "did you mean 'chunks'?")]
    public void A_wrong_unit_is_told_the_right_one(string keys, string note)
    {
        Diagnostic error = Only(keys);
        Assert.Equal(("FS1006", note), (error.Code, error.Note));
    }

    [Fact]
    public void All_errors_come_at_once_in_the_order_of_lines()
    {
        PlanResult result = Shipped.PlanOf("duration: 60\nnods: 4\nusers: {count: many, selection: nearset}\nsweep:\n  nodes: "
            + "{values: []}");
        Assert.Null(result.Plan);
        Assert.Equal(["FS1005", "FS1002", "FS1009", "FS1011", "FS2001"], result.Diagnostics.Select(d => d.Code));
        Assert.Equal([4, 5, 6, 6, 8], result.Diagnostics.Select(d => d.Line));
    }

    [Theory]
    [InlineData("seeds: [1, 2", 4)]
    [InlineData("nodes: 5\nquestion: \"open", 5)]
    [InlineData("nodes: 5\n\tusers: 3", 4)]
    [InlineData("a: &b c\nd: *e", 5)]
    public void Broken_yaml_is_reported_where_it_breaks(string keys, int line)
    {
        Diagnostic error = Shipped.PlanOf(keys).Diagnostics[0];
        Assert.Equal("FS1001", error.Code);
        Assert.InRange(error.Line, line, line + 1);
    }

    [Fact]
    public void Anchors_and_merge_keys_work_and_own_keys_win()
    {
        PlanResult result = Shipped.PlanOf("x-base: &base {count: 7, selection: first}\nusers:\n  <<: *base\n  count: 9");
        Plan plan = Assert.IsType<Plan>(result.Plan);
        Assert.Equal(9, plan.Cells[0].Scenario.Users.Count);
        Assert.Equal(Scenarios.Model.NodeSelection.First, plan.Cells[0].Scenario.Users.Selection);
    }

    [Fact]
    public void Duplicate_keys_name_both_lines()
    {
        Diagnostic error = Only("nodes: 4\nnodes: 5");
        Assert.Equal(("FS1007", 5, "first on line 4"), (error.Code, error.Line, error.Note));
    }

    [Fact]
    public void A_billion_laughs_are_refused_without_being_told()
    {
        string laughs = "x-a: &a [l, l, l, l, l, l, l, l, l, l]\n";
        foreach ((char from, char to) in "abcdefgh".Zip("bcdefghi")) laughs += $"x-{to}: &{to} "
            + $"[{string.Join(", ", Enumerable.Repeat("*" + from, 10))}]\n";
        Assert.Equal("FS1008", Shipped.PlanOf(laughs.TrimEnd()).Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("[", 500_000)]
    [InlineData("{a: ", 200_000)]
    [InlineData("- ", 400_000)]
    [InlineData("a: ", 300_000)]
    [InlineData("x\n", 400_000)]
    [InlineData("? ", 400_000)]
    public void Deep_and_long_files_are_refused_quickly(string part, int times)
    {
        string text = string.Concat(Enumerable.Repeat(part, times));
        Assert.NotEmpty(ScenarioCatalog.Validate(new SourceText("scenarios.yaml", text[..Math.Min(text.Length, 1_000_000)])));
        Assert.NotEmpty(ScenarioCatalog.Validate(new SourceText("scenarios.yaml", text + new string('x', 1 << 20))));
    }

    [Theory]
    [InlineData("0.1 s", 100_000_000)]
    [InlineData("1e3 us", 1_000_000)]
    [InlineData("1.5E-3s", 1_500_000)]
    [InlineData("2 min", 120_000_000_000)]
    [InlineData("7 ns", 7)]
    [InlineData("1 h", 3_600_000_000_000)]
    public void Durations_are_exact(string text, long nanoseconds)
    {
        Plan plan = Assert.IsType<Plan>(Shipped.PlanOf("duration: " + text).Plan);
        Assert.Equal(nanoseconds, plan.Cells[0].Scenario.Duration.Nanoseconds);
    }

    [Theory]
    [InlineData("0x10 s", "FS1009")]
    [InlineData("1,000 s", "FS1009")]
    [InlineData("1_000 s", "FS1009")]
    [InlineData(".inf", "FS1009")]
    [InlineData("NaN s", "FS1009")]
    [InlineData("-1 s", "FS1010")]
    [InlineData("0 s", "FS1010")]
    [InlineData("1e30 s", "FS1010")]
    [InlineData("1e99999999999 s", "FS1010")]
    [InlineData("0.1 ns", "FS1012")]
    [InlineData("5 chunks", "FS1006")]
    public void Bad_durations_have_their_code(string text, string code) => Assert.Equal(code, Only($"duration: \"{text}\"").Code);

    [Fact]
    public void Money_is_whole_base_units_of_the_cell_price()
    {
        Plan plan = Assert.IsType<Plan>(Shipped.PlanOf("payments: {price: 0.3 credit, freeze_threshold: 0.5 chunks}\nusers: "
            + "{balance: 1000 chunks}").Plan);
        Assert.Equal(150_000_000_000, plan.Cells[0].Scenario.Payments.FreezeThreshold.Units);
        Assert.Equal("FS1012", Only("payments: {price: 0.000000000001 credit, freeze_threshold: 0.5 chunks}").Code);
        Assert.Equal("FS1010", Only("users: {balance: 9300000 credit}").Code);
    }

    [Fact]
    public void A_rule_with_a_key_of_another_rule_is_an_error_unless_an_override_changed_the_rule()
    {
        const string Keys = "payments: {commit: {rule: threshold, threshold: 30 chunks, first_phase: aligned}}";
        Assert.Equal("FS1014", Only("payments: {commit: {rule: coin, threshold: 30 chunks}}").Code);
        Assert.Equal("FS1014", Assert.Single(Shipped.PlanOf(Keys, false, "payments.commit.probability=5 %").Diagnostics).Code);
        Plan plan = Assert.IsType<Plan>(Shipped.PlanOf(Keys, false, "payments.commit.rule=coin").Plan);
        Assert.Equal(0.05, plan.Cells[0].Scenario.Payments.Commit.Probability);
        Assert.Equal(0, plan.Cells[0].Scenario.Payments.Commit.Threshold.Units);
    }

    [Fact]
    public void Defaults_lie_under_every_scenario()
    {
        SourceText file = new("scenarios.yaml",
            "version: 1\ndefaults: {nodes: 10, users: {count: 3, serving_nodes: 2}}\nscenarios:\n  a: {users: {count: 5}}\n  "
                + "b:\n");
        Assert.Equal(5, Shipped.Build(file, "a", false).Plan!.Cells[0].Scenario.Users.Count);
        Assert.Equal(2, Shipped.Build(file, "a", false).Plan!.Cells[0].Scenario.Users.ServingNodes);
        Assert.Equal(10, Shipped.Build(file, "b", false).Plan!.Cells[0].Scenario.Nodes);
    }

    [Fact]
    public void An_unknown_scenario_names_the_nearest_one()
    {
        Diagnostic error = Assert.Single(Shipped.Build(Shipped.File, "quickstrat", false).Diagnostics);
        Assert.Equal(("FS1018", "did you mean 'quickstart'?", 0), (error.Code, error.Note, error.Line));
    }

    private static Diagnostic Only(string keys) => Assert.Single(Shipped.PlanOf(keys).Diagnostics);
}

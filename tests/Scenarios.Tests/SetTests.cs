using Fleek.Core.Payments;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

public sealed class SetTests
{
    [Fact]
    public void A_whole_rule_is_given_in_flow_style()
    {
        CommitRule rule = Shipped.Plan("quickstart", false,
            "payments.commit={rule: coin, probability: 5 %}").Cells[0].Scenario.Payments.Commit;
        Assert.Equal((CommitRuleKind.Coin, 0.05), (rule.Kind, rule.Probability));
    }

    [Fact]
    public void Several_values_replace_an_axis_or_add_one_and_a_run_refuses_them()
    {
        Plan replaced = Shipped.Plan("freeze-threshold", true, "payments.freeze_threshold=10 chunks,20 chunks");
        Assert.Equal(12, replaced.Cells.Count);
        Plan added = Shipped.Plan("freeze-threshold", true, "ledger.lag=1 s,250 ms", "payments.freeze_threshold=10 chunks");
        Assert.Equal(12, added.Cells.Count);
        Assert.Equal(["payments.commit", "payments.freeze_threshold", "ledger.lag"], added.Axes.Select(a => a.Path));
        Assert.Equal("ledger.lag_s", added.Axes[2].Column);
        Assert.Equal([1, 0.25], added.Axes[2].Values.Select(v => v.Number));
        Assert.Equal(["1 s", "250 ms"], added.Axes[2].Values.Select(v => v.Text));
        Assert.Equal("FS2006", Assert.Single(Shipped.Build(Shipped.File, "quickstart", false,
            "ledger.lag=1 s,2 s").Diagnostics).Code);
    }

    [Fact]
    public void A_part_of_an_axis_cannot_be_set_silently()
    {
        Diagnostic error = Assert.Single(Shipped.Build(Shipped.File, "freeze-threshold", true,
            "payments.commit.rule=coin").Diagnostics);
        Assert.Equal(("FS2005", "--set"), (error.Code, error.File));
    }

    [Theory]
    [InlineData("ledger.lag=5", "FS1005", 1, "5")]
    [InlineData("ledger.lag=1 s, 5 sex", "FS1006", 8, "1 s, 5 sex")]
    [InlineData("ledger.lagg=5 s", "FS1002", 1, "ledger.lagg=5 s")]
    [InlineData("lag=5 s", "FS1002", 1, "lag=5 s")]
    [InlineData("ledger.lag", "FS1019", 1, "ledger.lag")]
    [InlineData("payments.commit={rule: coin, probability: 2}", "FS1010", 28, "{rule: coin, probability: 2}")]
    [InlineData("payments.commit={rule: coin", "FS1001", 8, "{rule: coin")]
    [InlineData("users=5", "FS1004", 1, "5")]
    [InlineData("users={}", "FS1003", 1, "{}")]
    [InlineData("ledger.lag=", "FS1003", 1, "")]
    [InlineData("network.rtt=missing.csv", "FS1017", 1, "missing.csv")]
    public void Errors_point_into_the_flag(string set, string code, int column, string line)
    {
        Diagnostic error = Assert.Single(Shipped.Build(Shipped.File, "quickstart", true, set).Diagnostics);
        Assert.Equal((code, "--set", 1, line), (error.Code, error.File, error.Line, error.LineText));
        if (code is not "FS1001" and not "FS1010") Assert.Equal(column, error.Column);
    }

    [Fact]
    public void A_bare_name_is_told_its_dotted_key() =>
        Assert.Equal("did you mean 'ledger.lag'?",
            Shipped.Build(Shipped.File, "quickstart", false, "lag=5 s").Diagnostics[0].Note);

    [Fact]
    public void Seeds_measures_and_the_question_are_set_whole()
    {
        Plan plan = Shipped.Plan("quickstart", false, "seeds=1,5,9", "measure=served_chunks,negative_rate",
            "question=Is it 1, 2, or [3]?");
        Assert.Equal([1UL, 5UL, 9UL], plan.Seeds);
        Assert.Equal(["served_chunks", "negative_rate"], plan.Measures);
        Assert.Equal("Is it 1, 2, or [3]?", plan.Question);
    }

    [Fact]
    public void The_seeds_flag_wins()
    {
        PlanRequest request = new() { Scenario = "quickstart", Sets = ["seeds=1,5,9"], Seeds = "4..6" };
        Assert.Equal([4UL, 5UL, 6UL], Planner.Build(Shipped.File, request, Shipped.HashOf).Plan!.Seeds);
        Diagnostic error = Assert.Single(Planner.Build(Shipped.File, request with { Seeds = "1..x" },
            Shipped.HashOf).Diagnostics);
        Assert.Equal(("FS1016", "--seeds"), (error.Code, error.File));
    }

    [Fact]
    public void The_last_setting_of_a_key_counts() =>
        Assert.Equal(7, Shipped.Plan("quickstart", false, "nodes=9", "nodes=7").Cells[0].Scenario.Nodes);

    [Fact]
    public void Origins_tell_defaults_lines_and_flags()
    {
        PlanRequest request = new() { Scenario = "lockstep", Sets = ["ledger.lag=1 s"] };
        IReadOnlyList<PlanOrigin> origins = PlanOrigins.List(Shipped.File, request).Origins;
        Assert.Equal(("1 s", "--set"), Of("ledger.lag"));
        Assert.Equal(("0.001 credit", "default"), Of("payments.price"));
        Assert.StartsWith("scenarios.yaml:", Of("users.balance").Origin, StringComparison.Ordinal);
        (string Value, string Origin) Of(string path) =>
            origins.Where(o => o.Path == path).Select(o => (o.Value, o.Origin)).Single();
    }
}

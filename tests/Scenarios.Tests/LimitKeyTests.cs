using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Accounts with limits, and the rules that came with them.</summary>
public sealed class LimitKeyTests
{
    private static readonly Credits _chunk = new(1_000_000_000);

    [Fact]
    public void Without_limits_a_plan_does_not_speak_of_them()
    {
        Plan plan = Shipped.Plan("freeze-threshold", sweep: true);
        Assert.All(plan.Cells, cell => Assert.Null(cell.Scenario.Payments.Limits));
        Assert.DoesNotContain("lease", plan.ResolvedYaml);
        Assert.DoesNotContain("cap_nodes", plan.ResolvedYaml);
    }

    [Fact]
    public void A_lease_has_its_terms()
    {
        Scenario scenario = Only(
            "payments: {freeze_rule: lease, freeze_threshold: 40 chunks, lease: {quota: 50 chunks, reserve: 7 chunks, bootstrap: 10 chunks}}");
        Assert.Equal(FreezeRuleKind.Lease, scenario.Payments.FreezeRule);
        Assert.Equal(
            new LeaseTerms
            {
                Threshold = _chunk * 40, NetworkNodes = 64, AssignedNodes = 4, Quota = _chunk * 50, Reserve = _chunk * 7, Bootstrap = _chunk * 10,
            },
            scenario.Payments.Limits);
    }

    [Fact]
    public void A_static_cap_is_shared_by_all_nodes_or_by_those_that_are_assigned()
    {
        Assert.Equal(64, Only("payments: {freeze_rule: static-cap}").Payments.Limits!.AssignedNodes);
        Assert.Equal(8, Only("payments: {freeze_rule: static-cap, cap_nodes: 8}").Payments.Limits!.AssignedNodes);
    }

    [Fact]
    public void Batches_that_grow_and_tickets_that_win_have_their_parameters()
    {
        CommitRule growing = Only("payments: {commit: {rule: growing, first: 3 chunks, growth: 2 chunks, cap: 90 chunks}}").Payments.Commit;
        Assert.Equal(
            (CommitRuleKind.Growing, _chunk * 3, _chunk * 2, _chunk * 90), (growing.Kind, growing.Threshold, growing.Growth, growing.Cap));
        CommitRule lottery = Only("payments: {commit: {rule: lottery, winning: 0.25}}").Payments.Commit;
        Assert.Equal((CommitRuleKind.Lottery, 0.25), (lottery.Kind, lottery.Probability));
        Assert.Equal(CommitRuleKind.WhenNeeded, Only("payments: {commit: {rule: when-needed}}").Payments.Commit.Kind);
    }

    [Theory]
    [InlineData("payments: {lease: {quota: 5 chunks}}", "FS1014", "payments.lease.quota")]
    [InlineData("payments: {freeze_rule: lease, cap_nodes: 5}", "FS1014", "payments.cap_nodes")]
    [InlineData("payments: {freeze_rule: lease, freeze_threshold: 39 chunks, lease: {bootstrap: 10 chunks}}", "FS2025", "start-up")]
    [InlineData("payments: {freeze_rule: lease, freeze_threshold: 90 chunks, lease: {bootstrap: 10 chunks, quota: 9 chunks}}", "FS2025", "more")]
    [InlineData("payments: {freeze_rule: lease, lease: {quota: 1.5 chunks, reserve: 0 chunks}}", "FS2025", "whole chunks")]
    [InlineData("payments: {freeze_rule: static-cap, cap_nodes: 65}", "FS2025", "65 nodes")]
    [InlineData("payments: {commit: {rule: growing, first: 9 chunks, cap: 8 chunks}}", "FS2025", "largest batch")]
    [InlineData("payments: {freeze_rule: lease}\nfaults: {crash: {nodes: 10 %, after: 3 s, for: 2 s, disk: lost}}", "FS2026", "disk")]
    [InlineData("payments: {commit: {rule: lottery}}\nfaults: {crash: {nodes: 10 %, after: 3 s, for: 2 s, disk: lost}}", "FS2026", "lottery")]
    [InlineData("payments: {freeze_rule: static-cap, commit: {rule: lottery}}", "FS2026", "wins")]
    [InlineData("payments: {freeze_rule: static-cap}\ncryptography: {mode: real}", "FS2026", "real")]
    public void What_limits_cannot_do_is_refused(string keys, string code, string what)
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.Contains(what, found.Message);
    }

    private static Scenario Only(string keys)
    {
        PlanResult result = Shipped.PlanOf(keys);
        Assert.Empty(result.Diagnostics.Select(Shipped.Show));
        return Assert.Single(result.Plan!.Cells).Scenario;
    }
}

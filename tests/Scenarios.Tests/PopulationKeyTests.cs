using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Nodes with rules of their own, users who move on, collateral, and a central biller.</summary>
public sealed class PopulationKeyTests
{
    private static readonly Credits _chunk = new(1_000_000_000);

    [Fact]
    public void Plans_without_them_do_not_speak_of_them()
    {
        Plan plan = Shipped.Plan("leases", sweep: true);
        foreach (string word in (string[])["minority", "move_after", "collateral", "release", "hop_delay"])
            Assert.DoesNotContain(word, plan.ResolvedYaml);
        Assert.DoesNotContain(Measures.Slashed, Shipped.PlanOf("nodes: 9").Plan!.Measures);
        Assert.DoesNotContain(Measures.UnpaidRatio, Shipped.PlanOf("nodes: 9").Plan!.Measures);
    }

    [Fact]
    public void A_minority_has_what_it_states_and_else_what_all_have()
    {
        Scenario scenario = Only("payments: {freeze_threshold: 9 chunks, minority: {share: 10 %, freeze_threshold: 2 chunks}}");
        Assert.Equal(new NodeGroup(0.1, _chunk * 2, scenario.Payments.Commit), Assert.Single(scenario.Payments.Groups));
        NodeGroup own = Assert.Single(Only(
            "payments: {freeze_threshold: 9 chunks, minority: {share: 0.5, commit: {rule: interval, interval: 3 s}}}").Payments.Groups);
        Assert.Equal((_chunk * 9, CommitRuleKind.Interval, Duration.FromSeconds(3)), (own.FreezeThreshold, own.Commit.Kind, own.Commit.Interval));
        // What a rule of its own leaves out has that rule's default, whatever all do.
        CommitRule threshold = Assert.Single(Only(
            "payments: {commit: {threshold: 77 chunks}, minority: {share: 0.5, commit: {rule: threshold}}}").Payments.Groups).Commit;
        Assert.Equal(_chunk * 20, threshold.Threshold);
    }

    [Fact]
    public void A_resolved_plan_with_all_of_them_gives_itself_again()
    {
        Plan plan = Shipped.PlanOf(
            "users: {collateral: 9 chunks}\nworkload: {move_after: 7 chunks}\nledger: {distribution: central, hop_delay: 5 ms}\n"
            + "payments: {minority: {share: 10 %, freeze_threshold: 2 chunks, commit: {rule: coin}}}").Plan!;
        PlanRequest request = new() { Scenario = plan.Name, Sweep = true };
        Plan again = Planner.Build(new SourceText("plan.yaml", plan.ResolvedYaml), request, Shipped.HashOf).Plan!;
        Assert.Equal(plan.Hash, again.Hash);
        Assert.Equal(plan.ResolvedYaml, again.ResolvedYaml);
        Scenario scenario = Assert.Single(again.Cells).Scenario;
        Assert.Equal((_chunk * 9, 7, 64), (scenario.Users.Collateral, scenario.Workload.MoveAfterChunks, scenario.LanesPerUser));
        Assert.Equal((LagDistribution.Central, Duration.FromMilliseconds(5)), (scenario.Ledger.Distribution, scenario.Ledger.BillerDelay));
        Assert.Equal(0.05, Assert.Single(scenario.Payments.Groups).Commit.Probability);
    }

    [Fact]
    public void Their_measures_are_there_where_they_are()
    {
        Assert.Contains(Measures.Slashed, Shipped.PlanOf("users: {collateral: 9 chunks}").Plan!.Measures);
        Assert.Contains(Measures.UnpaidRatioMinority, Shipped.PlanOf("payments: {minority: {share: 10 %}}").Plan!.Measures);
    }

    [Fact]
    public void Leases_are_given_back_unless_the_scenario_says_never()
    {
        Assert.True(((LeaseTerms)Only("payments: {freeze_rule: lease}").Payments.Limits!).ReleasesOnClose);
        Assert.False(((LeaseTerms)Only("payments: {freeze_rule: lease, lease: {release: never}}").Payments.Limits!).ReleasesOnClose);
    }

    [Theory]
    [InlineData("payments: {minority: {freeze_threshold: 2 chunks}}", "FS1003", "payments.minority.share")]
    [InlineData("payments: {minority: {commit: {rule: coin}}}", "FS1003", "payments.minority.share")]
    [InlineData("payments: {minority: {share: 10 %, commit: {interval: 2 s}}}", "FS1014", "absent")]
    [InlineData("payments: {minority: {share: 10 %, commit: {rule: coin, interval: 2 s}}}", "FS1014", "coin")]
    [InlineData("payments: {minority: {share: 110 %}}", "FS1010", "share")]
    [InlineData("payments: {minority: {share: 10 %, freeze_threshold: 601 chunks}}", "FS2008", "minority")]
    [InlineData("payments: {minority: {share: 10 %, commit: {rule: growing, first: 9 chunks, cap: 8 chunks}}}", "FS2025", "minority")]
    [InlineData("payments: {freeze_rule: lease, minority: {share: 10 %}}", "FS2031", "limits")]
    [InlineData("payments: {minority: {share: 10 %}}\ncryptography: {mode: real}", "FS2031", "real")]
    [InlineData("workload: {move_after: 5 chunks, demand: ticks}", "FS2030", "Poisson")]
    [InlineData("workload: {move_after: 5 chunks}\nusers: {selection: balanced}", "FS2030", "balanced")]
    [InlineData("workload: {move_after: 5 chunks}\nnodes: 1025", "FS2030", "1024")]
    [InlineData("workload: {move_after: 5 chunks}\nsampling: {after: 1 s, tail: 1 chunks}", "FS2030", "sampling")]
    [InlineData("ledger: {distribution: central}\nsampling: {after: 1 s, tail: 1 chunks}", "FS2024", "central")]
    [InlineData("ledger: {distribution: central, lag: 1 s}", "FS1014", "central")]
    [InlineData("measure: [slashed_chunks]", "FS2032", "users.collateral")]
    [InlineData("measure: [unpaid_ratio]", "FS2032", "payments.minority.share")]
    [InlineData("users: {collateral: 0 chunks}", "FS1010", "collateral")]
    public void What_cannot_be_is_refused(string keys, string code, string what)
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

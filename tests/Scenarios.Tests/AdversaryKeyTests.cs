using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;

namespace Fleek.Tests;

/// <summary>Adversaries, deposits during a run, and how accounts are settled.</summary>
public sealed class AdversaryKeyTests
{
    private static readonly Credits _chunk = new(1_000_000_000);

    [Fact]
    public void Without_them_a_plan_does_not_speak_of_them()
    {
        Plan plan = Shipped.Plan("freeze-threshold", sweep: true);
        Assert.All(plan.Cells, cell => Assert.False(cell.Scenario.MovesMoney));
        foreach (string word in (string[])["adversary", "top_up", "settlement", "unfreeze", "withdrawal"])
            Assert.DoesNotContain(word, plan.ResolvedYaml);
        Plan all = Planned("users: {count: 3}");
        Assert.DoesNotContain(all.Measures, m => m is Measures.LedgerNegativeRate or Measures.Unpaid || Measures.OfAdversaries.Contains(m));
    }

    [Fact]
    public void An_adversary_has_its_terms()
    {
        Assert.Equal(
            new AdversarySpec(AdversaryKind.Withdraw) { After = Duration.FromSeconds(3L), WithdrawalDelay = Duration.FromSeconds(10L), PricePerTerabyte = 10 },
            Only("adversary: {kind: withdraw, after: 3 s}").Adversary);
        Assert.Equal(
            new AdversarySpec(AdversaryKind.LateCommits) { Nodes = 2, Hold = Duration.FromSeconds(7L), PricePerTerabyte = 4.5 },
            Only("adversary: {kind: late-commits, nodes: 2, hold: 7 s, price_per_tb: 4.5}").Adversary);
        Assert.Equal(_chunk * 30, Only("adversary: {kind: collusion, grant: 30 chunks}").Adversary!.Grant);
        Scenario lax = Only("adversary: {kind: low-threshold, threshold: 5 chunks}\npayments: {freeze_threshold: 9 chunks}");
        Assert.Equal((1, _chunk * 5), (lax.Adversary!.Nodes, lax.Adversary.Threshold));
    }

    [Fact]
    public void Payers_that_are_served_by_more_nodes_have_more_lanes_and_identities_do_not_say_so()
    {
        UsersSpec all = Only("adversary: {kind: all-nodes}").Users, many = Only("adversary: {kind: identities, identities: 5}").Users;
        Assert.Equal((64, 0), (all.ServingNodes, all.StatedNodes));
        Assert.Equal((20, 4), (many.ServingNodes, many.StatedNodes));
    }

    [Fact]
    public void Deposits_and_settlement_have_their_terms()
    {
        Scenario scenario = Only(
            "users: {top_up: {amount: 50 chunks, times: 3, after: 2 s}}\npayments: {unfreeze_threshold: 20 chunks}\n"
            + "ledger: {settlement: pro-rata, settlement_epoch: 7 s}");
        Assert.Equal(new TopUpSpec(_chunk * 50, 3, Duration.FromSeconds(2L)), scenario.Users.TopUp);
        Assert.Equal(_chunk * 20, scenario.Payments.UnfreezeThreshold);
        Assert.Equal(new SettlementSpec(SettlementRule.ProRata, Duration.FromSeconds(7L)), scenario.Ledger.Settlement);
        Assert.Equal(SettlementRule.FirstCome, Only("ledger: {settlement: first-come}").Ledger.Settlement!.Rule);
        Assert.Equal(1, Only("users: {top_up: {amount: 5 chunks}}\npayments: {unfreeze_threshold: 20 chunks}").Users.TopUp!.Times);
    }

    [Fact]
    public void Measures_of_money_come_with_what_moves_it()
    {
        Plan cheated = Planned("adversary: {kind: eclipse}"), settled = Planned("ledger: {settlement: pro-rata}");
        Assert.Superset(Measures.OfAdversaries.ToHashSet(), cheated.Measures.ToHashSet());
        Assert.Superset(new HashSet<string>([Measures.LedgerNegativeRate, Measures.Unpaid]), settled.Measures.ToHashSet());
        Assert.DoesNotContain(Measures.AdversaryGain, settled.Measures);
    }

    [Fact]
    public void Policies_and_adversaries_on_an_axis_are_told_in_a_few_words()
    {
        Plan plan = Shipped.Plan("adversaries", sweep: true);
        Assert.Equal(
            ["every chunk", "threshold 50 chunks", "proportional /network 1 min 20 chunks", "proportional+hints /network 1 min 20 chunks after 300 ms",
                "static-cap, threshold 50 chunks", "lease, when needed"],
            plan.Axes[0].Values.Select(v => v.Text));
        Assert.Equal(["none", "all-nodes", "identities", "vanish"], plan.Axes[1].Values.Take(4).Select(v => v.Text));
        PlanResult swept = Shipped.PlanOf(
            "sweep:\n  adversary:\n    values:\n      - {kind: eclipse}\n      - {kind: eclipse, nodes: 2}\n      - null\n"
            + "  payments:\n    values:\n      - {freeze_threshold: 3 chunks, commit: {rule: coin}}\n      - {commit: {rule: coin}}", sweep: true);
        Assert.Empty(swept.Diagnostics.Select(Shipped.Show));
        Plan told = swept.Plan!;
        Assert.Equal(["eclipse", "eclipse, nodes 2", "none"], told.Axes[0].Values.Select(v => v.Text));
        Assert.Equal(["{freeze_threshold: 3 chunks, commit: {rule: coin}}", "coin 5 %"], told.Axes[1].Values.Select(v => v.Text));
    }

    [Theory]
    [InlineData("adversary: {nodes: 2}", "FS1014", "adversary.nodes")]
    [InlineData("adversary: {kind: all-nodes, nodes: 2}", "FS1014", "all-nodes")]
    [InlineData("adversary: {kind: withdraw, hold: 2 s}", "FS1014", "adversary.hold")]
    [InlineData("adversary: {kind: robber}", "FS1011", "robber")]
    [InlineData("adversary: {kind: vanish, after: 3}", "FS1005", "unit")]
    [InlineData("adversary: {kind: collusion, grant: -1 chunks}", "FS1010", "grant")]
    [InlineData("ledger: {withdrawal_delay: 3 s}", "FS1014", "absent")]
    [InlineData("ledger: {settlement: first-come, settlement_epoch: 3 s}", "FS1014", "settlement_epoch")]
    [InlineData("ledger: {settlement: pro-rata, settlement_epoch: 0 s}", "FS1010", "settlement_epoch")]
    [InlineData("users: {top_up: {times: 3}}", "FS1003", "users.top_up.amount")]
    [InlineData("users: {top_up: {amount: 3 chunks}}", "FS1003", "payments.unfreeze_threshold")]
    [InlineData("payments: {unfreeze_threshold: 3 chunks}", "FS1003", "users.top_up.amount")]
    [InlineData("adversary: {kind: eclipse, nodes: 5}", "FS2027", "5 hostile nodes")]
    [InlineData("adversary: {kind: vanish, after: 60 s}", "FS2027", "duration")]
    [InlineData("adversary: {kind: low-threshold}", "FS2027", "not below")]
    [InlineData("adversary: {kind: withheld-hints}", "FS2027", "hints")]
    [InlineData("adversary: {kind: collusion}\nnodes: 4", "FS2027", "every node")]
    [InlineData("adversary: {kind: identities, identities: 17}", "FS2007", "68 serving nodes")]
    [InlineData("users: {top_up: {amount: 9 chunks}}\npayments: {unfreeze_threshold: 5 chunks, freeze_threshold: 5 chunks}", "FS2027", "one chunk")]
    [InlineData("adversary: {kind: none}\nnetwork: {loss: 1 %}", "FS2028", "faults")]
    [InlineData("ledger: {settlement: pro-rata}\ncryptography: {mode: real}", "FS2028", "cryptography")]
    [InlineData("adversary: {kind: none}\npayments: {commit: {rule: lottery}}", "FS2028", "lottery")]
    [InlineData("users: {top_up: {amount: 9 chunks}}\npayments: {unfreeze_threshold: 5 chunks, freeze_rule: static-cap}", "FS2028", "limits")]
    [InlineData("users: {top_up: {amount: 9 chunks}}\npayments: {unfreeze_threshold: 5 chunks}\nadversary: {kind: none}", "FS2028", "deposit")]
    [InlineData("adversary: {kind: none}\nworkload: {move_after: 5 chunks}", "FS2028", "stay")]
    [InlineData("adversary: {kind: none}\nusers: {collateral: 5 chunks}", "FS2028", "collateral")]
    [InlineData("adversary: {kind: none}\npayments: {minority: {share: 10 %, freeze_threshold: 2 chunks}}", "FS2028", "all do the same")]
    [InlineData("measure: [adversary_gain_chunks]", "FS2029", "adversary")]
    [InlineData("measure: [unpaid_chunks]", "FS2029", "settlement")]
    [InlineData("measure: [wasted_chunks]\nledger: {settlement: pro-rata}", "FS2029", "adversary")]
    public void What_does_not_fit_together_is_refused_where_it_stands(string keys, string code, string what)
    {
        Diagnostic found = Assert.Single(Shipped.PlanOf(keys).Diagnostics);
        Assert.Equal(code, found.Code);
        Assert.Contains(what, found.Message);
    }

    private static Plan Planned(string keys)
    {
        PlanResult result = Shipped.PlanOf(keys);
        Assert.Empty(result.Diagnostics.Select(Shipped.Show));
        return result.Plan!;
    }

    private static Scenario Only(string keys) => Assert.Single(Planned(keys).Cells).Scenario;
}

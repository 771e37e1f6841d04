using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>What adversaries gain in whole worlds, beside the closed forms and bounds that World cannot see.</summary>
public sealed class AdversaryTests(ITestOutputHelper output)
{
    private const long Balance = 4_000, Freeze = 400;
    private const double Rate = 20, Lag = 2.5, Hidden = Rate * Lag;
    private static readonly int Seeds = Replications.Long ? 400 : 24;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(50, 24.5)]
    public void All_nodes_at_once_and_identities_gain_what_the_law_of_so_many_nodes_says(long threshold, double uncommitted)
    {
        CommitRule rule = threshold == 1 ? Worlds.EveryChunk : Worlds.Threshold(threshold);
        double hidden = Hidden + uncommitted;
        IsNear(Gain(AllNodes(rule)), AdversaryLaw.OvershootOfNodes(Freeze, 32, hidden), 0.015);
        IsNear(Gain(Identities(rule, 3)), AdversaryLaw.OvershootOfNodes(Freeze, 24, hidden), 0.015);
    }

    [Fact]
    public void The_reference_load_with_all_64_nodes_open_overshoots_by_15750_chunks()
    {
        Scenario scenario = Worlds.Poisson(1, 20_000, 0, 64, 100, 2.5, Worlds.EveryChunk, 240);
        scenario = scenario with { Adversary = new AdversarySpec(AdversaryKind.AllNodes) };
        Pooled gain = Replications.Of(scenario, Replications.Long ? 400 : 8).Mean(Measures.AdversaryGain);
        output.WriteLine($"{gain.Mean:F1} +- {gain.StandardError:F1}");
        Assert.True(Math.Abs(gain.ZAgainst(15_750)) < 4, $"{gain}");
    }

    [Fact]
    public void Identities_that_tell_of_few_nodes_deceive_rules_that_divide_by_them()
    {
        CommitRule serving = Worlds.Proportional(1, 1, Population.Serving);
        double lying = Gain(Identities(serving, 3)).Mean;
        Scenario honest = Identities(serving, 3);
        honest = honest with { Users = honest.Users with { StatedNodes = 0 } };
        Assert.True(lying > Gain(honest).Mean + 50, "nodes that are told of fewer others commit later");
    }

    [Fact]
    public void A_payer_that_vanishes_gets_nothing_and_everybody_is_paid_when_the_connection_is_given_up()
    {
        Scenario scenario = Attack(AdversaryKind.Vanish, Worlds.Threshold(50)) with
        {
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
        };
        Replications runs = Replications.Of(scenario, 4);
        Pooled gain = runs.Mean(Measures.AdversaryGain), wasted = runs.Mean(Measures.Wasted);
        Assert.True(gain.Mean <= 0, $"{gain}");
        Assert.Equal(0, runs.Mean(Measures.HonestLoss).Mean);
        // What is under way is lost work for both; the window bounds it.
        Assert.InRange(wasted.Mean, 1, 8 * 64);
        // Each node serves about 20 chunks a second for 5 s.
        Assert.InRange(runs.Mean(Measures.Served).Mean, 600, 900);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Silent_nodes_hide_what_they_serve_and_are_the_last_to_be_paid(int silent)
    {
        Scenario scenario = Hostile(AdversaryKind.NeverCommits, silent);
        Replications runs = Replications.Of(scenario, Seeds);
        IsNear(Negated(runs.Mean(Measures.FinalBalance)), -AdversaryLaw.FinalWithSilentNodes(Balance, Freeze, 8, Hidden, silent), 0.015);
        double bound = -OvershootBound.LowestFinalNeverSubmitting(Balance, Freeze, 8);
        Assert.True(runs.Mean(Measures.Overshoot).Mean <= bound);
        if (silent < 8) Assert.True(runs.Mean(Measures.AdversaryGain).Mean < 0, "who is silent harms itself");
        if (silent == 8) Assert.Equal(bound, runs.Mean(Measures.Overshoot).Mean);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Late_nodes_hide_their_hold(int late)
    {
        Scenario scenario = Hostile(AdversaryKind.LateCommits, late);
        scenario = scenario with { Adversary = scenario.Adversary! with { Hold = Duration.FromSeconds(8) } };
        Pooled final = Replications.Of(scenario, Seeds).Mean(Measures.FinalBalance);
        IsNear(Negated(final), -AdversaryLaw.FinalWithLateNodes(Freeze, 8, Hidden, late, Rate * 8), 0.03);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Nodes_that_see_nothing_of_the_ledger_serve_the_whole_account_each(int eclipsed)
    {
        Pooled gain = Gain(Hostile(AdversaryKind.Eclipse, eclipsed));
        IsNear(gain, -AdversaryLaw.FinalWithEclipsedNodes(Balance, Freeze, 8, Hidden, eclipsed), 0.015);
    }

    [Fact]
    public void One_lax_node_sets_the_bound_of_all_and_earns_what_they_leave()
    {
        Replications one = Replications.Of(Hostile(AdversaryKind.LowThreshold, 1), Seeds);
        Pooled final = one.Mean(Measures.FinalBalance), gain = one.Mean(Measures.AdversaryGain);
        Assert.InRange(final.Mean, -20, 20); // down to F' = 0, and what was not seen yet
        // What the others leave above F': F - 7 x, which it alone serves.
        IsNear(gain, Freeze - (7 * Hidden), 0.6);
        double bound = OvershootBound.LowestFinal(0, 8, Hidden * 2, 1);
        Assert.True(Replications.Of(Hostile(AdversaryKind.LowThreshold, 4), 4).Mean(Measures.FinalBalance).Mean >= bound);
    }

    [Fact]
    public void Withheld_hints_take_the_lag_back_and_forged_ones_do_no_more()
    {
        CommitRule hints = Worlds.Hints(1, 5, Population.Network, 0.3);
        Scenario withheld = Attack(AdversaryKind.WithheldHints, hints) with { };
        withheld = withheld with { Adversary = withheld.Adversary! with { Nodes = 8 } };
        Scenario forged = withheld with { Adversary = withheld.Adversary! with { Kind = AdversaryKind.ForgedHints } };
        Scenario without = Attack(AdversaryKind.None, Worlds.Proportional(1, 5, Population.Network));
        RunResult a = CellRunner.Run(withheld, 3, WorldInputs.None), b = CellRunner.Run(forged, 3, WorldInputs.None);
        RunResult c = CellRunner.Run(without, 3, WorldInputs.None);
        foreach (string measure in (string[])[Measures.FinalBalance, Measures.Served, Measures.CommitsPer1000])
        {
            Assert.Equal(c.Measures[measure], a.Measures[measure]);
            Assert.Equal(c.Measures[measure], b.Measures[measure]);
        }

        Scenario honest = withheld with { Adversary = new AdversarySpec(AdversaryKind.None) };
        Assert.True(CellRunner.Run(honest, 3, WorldInputs.None).Measures[Measures.FinalBalance].Value > a.Measures[Measures.FinalBalance].Value);
    }

    [Theory]
    [InlineData("own-pending", 150)]
    [InlineData("static-cap", 112.5)]
    [InlineData("lease", 150)]
    public void Collusion_takes_the_grant_and_no_more_than_the_limit(string policy, double expected)
    {
        Scenario scenario = Attack(AdversaryKind.Collusion, Worlds.EveryChunk);
        scenario = policy switch
        {
            "static-cap" => Worlds.Capped(scenario, 32),
            "lease" => Worlds.Leased(scenario, 100, 40, 0, 8),
            _ => scenario,
        };
        Replications runs = Replications.Of(scenario, 3);
        Assert.Equal(expected, runs.Mean(Measures.AdversaryGain).Mean, 1e-9);
        double money = expected * 262_144 / 1e12 * 10;
        Assert.Equal(money, runs.Mean(Measures.AdversaryGainMoney).Mean, 1e-12);
    }

    [Theory]
    [InlineData(AdversaryKind.AllNodes)]
    [InlineData(AdversaryKind.Vanish)]
    [InlineData(AdversaryKind.Withdraw)]
    [InlineData(AdversaryKind.NeverCommits)]
    [InlineData(AdversaryKind.LateCommits)]
    [InlineData(AdversaryKind.LowThreshold)]
    [InlineData(AdversaryKind.Eclipse)]
    public void Leases_and_static_caps_leave_no_adversary_anything_and_no_node_unpaid(AdversaryKind kind)
    {
        Scenario leased = Worlds.Leased(Hostile(kind, NodesOf(kind), Worlds.WhenNeeded), 100, 60, 0, 8);
        Scenario capped = Worlds.Capped(Hostile(kind, NodesOf(kind)), 32);
        foreach (Scenario scenario in (Scenario[])[leased, capped])
        {
            Replications runs = Replications.Of(kind == AdversaryKind.AllNodes ? Opened(scenario, 32) : scenario, 3);
            Assert.Equal(0, runs.Mean(Measures.Overshoot).Mean);
            Assert.Equal(0, runs.Mean(Measures.Unpaid).Mean);
            Assert.Equal(0, runs.Mean(Measures.HonestLoss).Mean);
        }
    }

    [Fact]
    public void A_withdrawal_that_is_paid_at_once_costs_nodes_all_that_they_did_not_see()
    {
        Scenario scenario = Attack(AdversaryKind.Withdraw, Worlds.EveryChunk);
        IsNear(Gain(scenario), AdversaryLaw.LossToWithdrawal(8, Hidden), 0.02);
        Scenario late = scenario with { Adversary = scenario.Adversary! with { WithdrawalDelay = Duration.FromSeconds(Lag) } };
        Assert.Equal(0, Gain(late).Mean);
        Assert.Equal(0, Replications.Of(late, 4).Mean(Measures.LedgerNegativeRate).Mean);
    }

    [Fact]
    public void The_hunt_finds_that_without_the_delay_no_freeze_threshold_bounds_the_loss_and_with_it_T2_holds()
    {
        // T2 with F large enough leaves no loss at all; a payer that withdraws breaks that by more and more, as nodes and lag grow.
        double worst = 0;
        Gen.Select(Gen.Int[2, 12], Gen.Long[1, 40], Gen.Double[0.2, 6], Gen.Double[2, 30], Gen.Double[0.5, 20]).Sample(
            (k, threshold, lag, rate, after) =>
            {
                long unseen = (long)Math.Ceiling(2 * rate * lag) + 20, freeze = (k - 1) * (unseen + threshold);
                Scenario scenario = Worlds.Poisson(1, freeze + 2_000, freeze, k, rate, lag, Worlds.Threshold(threshold), 40) with
                {
                    Adversary = new AdversarySpec(AdversaryKind.Withdraw)
                    {
                        After = Duration.FromSeconds(after), WithdrawalDelay = Duration.FromSeconds(lag),
                    },
                };
                RunResult delayed = CellRunner.Run(scenario, 5, WorldInputs.None);
                Scenario atOnce = scenario with { Adversary = scenario.Adversary with { WithdrawalDelay = Duration.Zero } };
                worst = Math.Max(worst, CellRunner.Run(atOnce, 5, WorldInputs.None).Measures[Measures.Unpaid].Value);
                return delayed.Measures[Measures.Unpaid].Value == 0 && delayed.Measures[Measures.LedgerNegativeRate].Value == 0;
            },
            iter: Replications.Long ? 2_000 : 100, threads: 1);
        output.WriteLine($"worst loss without the delay: {worst} chunks");
        Assert.True(worst > 500, $"the hunt is blind: the worst loss without the delay was {worst}");
    }

    [Fact]
    public void Pro_rata_shares_a_loss_that_first_come_leaves_to_the_last()
    {
        Scenario first = Hostile(AdversaryKind.Eclipse, 1);
        Scenario shared = first with
        {
            Ledger = first.Ledger with { Settlement = new SettlementSpec(SettlementRule.ProRata, Duration.FromSeconds(1_000)) },
        };
        RunResult a = CellRunner.Run(first, 2, WorldInputs.None), b = CellRunner.Run(shared, 2, WorldInputs.None);
        Assert.Equal(a.TraceHash, b.TraceHash); // nodes see the same
        Assert.Equal(a.Measures[Measures.Unpaid], b.Measures[Measures.Unpaid]);
        Assert.Equal(0, a.Measures[Measures.HonestLoss].Value);
        // All claims are in one epoch: each loses the same share of what it claimed.
        double lost = b.Measures[Measures.Unpaid].Value, claimed = Balance + lost;
        double honest = 7 * ((Balance - Freeze + (7 * Hidden)) / 8);
        Assert.Equal(honest * lost / claimed, b.Measures[Measures.HonestLoss].Value, 0.03 * honest * lost / claimed);
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_whatever_the_adversary()
    {
        foreach (AdversaryKind kind in Enum.GetValues<AdversaryKind>())
        {
            CommitRule rule = Worlds.Hints(1, 5, Population.Network, 0.3);
            Scenario scenario = Hostile(kind, NodesOf(kind), rule);
            RunResult one = CellRunner.Run(scenario, 7, WorldInputs.None);
            RunResult many = CellRunner.RunTogether(scenario, 7, WorldInputs.None, null, accountsTogether: 8);
            Assert.Equal((one.TraceHash, one.DecisionHash), (many.TraceHash, many.DecisionHash));
            Assert.Equal(one.Measures[Measures.AdversaryGain], many.Measures[Measures.AdversaryGain]);
        }
    }

    private static int NodesOf(AdversaryKind kind) => kind >= AdversaryKind.NeverCommits ? 2 : 0;

    private static Scenario AllNodes(CommitRule rule) => Opened(Attack(AdversaryKind.AllNodes, rule), 32);

    private static Scenario Identities(CommitRule rule, int identities) =>
        Opened(Attack(AdversaryKind.Identities, rule), 8 * identities, stated: 8);

    private static Scenario Opened(Scenario scenario, int nodes, int stated = 0) =>
        scenario with { Users = scenario.Users with { ServingNodes = nodes, StatedNodes = stated } };

    private static Scenario Hostile(AdversaryKind kind, int nodes, CommitRule? rule = null)
    {
        Scenario scenario = Attack(kind, rule ?? Worlds.EveryChunk);
        return scenario with { Adversary = scenario.Adversary! with { Nodes = nodes } };
    }

    private static Scenario Attack(AdversaryKind kind, CommitRule rule) => Worlds.Poisson(4, Balance, Freeze, 8, Rate, Lag, rule, 300) with
    {
        Nodes = 32,
        Adversary = new AdversarySpec(kind)
        {
            After = Duration.FromSeconds(5), Hold = Duration.FromSeconds(10), Grant = Worlds.Chunks(150), PricePerTerabyte = 10,
        },
    };

    private static Pooled Gain(Scenario scenario) => Replications.Of(scenario, Seeds).Mean(Measures.AdversaryGain);

    private static Pooled Negated(Pooled pooled) => pooled with { Mean = -pooled.Mean };

    /// <summary>Within the first order's share of what is expected, beside four standard errors.</summary>
    private void IsNear(Pooled found, double expected, double share)
    {
        output.WriteLine($"{found.Mean:F1} +- {found.StandardError:F1}, expected {expected:F1}");
        Assert.True(
            Math.Abs(found.Mean - expected) <= (share * Math.Abs(expected)) + (4 * found.StandardError), $"{found} against {expected}");
    }
}

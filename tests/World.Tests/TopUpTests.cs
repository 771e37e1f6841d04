using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>Deposits during a run: they cure debts, and let a frozen user be served again.</summary>
public sealed class TopUpTests
{
    [Fact]
    public void A_user_that_tops_up_spends_that_too()
    {
        // k = 1 is exact: everything but F is spent, and each deposit brings the node's session back.
        foreach (int times in (int[])[0, 1, 3])
        {
            RunResult run = Run(Funded(times, amount: 60, unfreeze: 30));
            Assert.Equal(20, run.Measures[Measures.FinalBalance].Value);
            Assert.Equal(80 + (60 * times), run.Measures[Measures.Served].Value);
            Assert.Equal(1 + times, run.Measures[Measures.Freezes].Value);
        }
    }

    [Fact]
    public void A_deposit_that_is_too_small_unfreezes_nobody_until_the_next()
    {
        RunResult run = Run(Funded(times: 2, amount: 15, unfreeze: 45));
        Assert.Equal(80 + 30, run.Measures[Measures.Served].Value);
        RunResult never = Run(Funded(times: 1, amount: 15, unfreeze: 45));
        Assert.Equal((80, 35), (never.Measures[Measures.Served].Value, never.Measures[Measures.FinalBalance].Value));
    }

    [Theory]
    [InlineData(SettlementRule.FirstCome)]
    [InlineData(SettlementRule.ProRata)]
    public void A_deposit_cures_the_debt_first(SettlementRule rule)
    {
        Scenario scenario = Worlds.Poisson(20, 600, 0, 6, 20, 2.5, Worlds.EveryChunk, 60);
        scenario = scenario with
        {
            Ledger = scenario.Ledger with { Settlement = new SettlementSpec(rule, rule == SettlementRule.ProRata ? Duration.FromSeconds(3) : default) },
        };
        RunResult without = Run(scenario);
        RunResult with = Run(scenario with
        {
            Users = scenario.Users with { TopUp = new TopUpSpec(Worlds.Chunks(2_000), 1, Duration.FromSeconds(10)) },
            Payments = scenario.Payments with { UnfreezeThreshold = Worlds.Chunks(5_000) },
        });
        Assert.Equal(1, without.Measures[Measures.NegativeRate].Value);
        Assert.InRange(without.Measures[Measures.Unpaid].Value, 200, 300);
        // NB1 and NB3 are cured; NB2 tells that the account was below zero in between.
        Assert.Equal(
            (0, 1, 0), (with.Measures[Measures.NegativeRate].Value, with.Measures[Measures.LedgerNegativeRate].Value, with.Measures[Measures.Unpaid].Value));
        Assert.Equal(without.Measures[Measures.FinalBalance].Value + 2_000, with.Measures[Measures.FinalBalance].Value, 1e-9);
    }

    [Fact]
    public void Hysteresis_spares_freezes()
    {
        Scenario loose = Worlds.Poisson(10, 300, 20, 4, 10, 1, Worlds.EveryChunk, 120);
        Users(ref loose, unfreeze: 21);
        Scenario firm = loose with { Payments = loose.Payments with { UnfreezeThreshold = Worlds.Chunks(120) } };
        RunResult a = Run(loose), b = Run(firm);
        Assert.True(
            b.Measures[Measures.Freezes].Value < a.Measures[Measures.Freezes].Value,
            $"{b.Measures[Measures.Freezes].Value} against {a.Measures[Measures.Freezes].Value}");

        static void Users(ref Scenario scenario, long unfreeze) => scenario = scenario with
        {
            Users = scenario.Users with { TopUp = new TopUpSpec(Worlds.Chunks(40), 20, Duration.Zero) },
            Payments = scenario.Payments with { UnfreezeThreshold = Worlds.Chunks(unfreeze) },
        };
    }

    [Fact]
    public void Users_that_top_up_are_served_again_over_a_real_network_by_every_kind_of_demand()
    {
        foreach (DemandKind demand in Enum.GetValues<DemandKind>())
        {
            Scenario scenario = Funded(times: 2, amount: 60, unfreeze: 30) with
            {
                Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
                Workload = new WorkloadSpec(demand, 10),
                FastForward = true,
            };
            RunResult run = Run(scenario);
            Assert.Equal((20, 200), (run.Measures[Measures.FinalBalance].Value, run.Measures[Measures.Served].Value));
        }
    }

    private static RunResult Run(Scenario scenario) => CellRunner.Run(scenario, 1, WorldInputs.None);

    private static Scenario Funded(int times, long amount, long unfreeze)
    {
        Scenario scenario = Worlds.Poisson(3, 100, 20, 1, 10, 1.5, Worlds.Threshold(7), 200);
        if (times == 0) return scenario;
        return scenario with
        {
            Users = scenario.Users with { TopUp = new TopUpSpec(Worlds.Chunks(amount), times, Duration.FromSeconds(2)) },
            Payments = scenario.Payments with { UnfreezeThreshold = Worlds.Chunks(unfreeze) },
        };
    }
}

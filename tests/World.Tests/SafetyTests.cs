using CsCheck;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>Theorems T1 and T2 hold in every random world; the unsafe refilling cap is found out by the same hunt.</summary>
public sealed class SafetyTests
{
    private static readonly Gen<CommitRule> Rules = Gen.OneOf(
        Gen.Const(Worlds.EveryChunk),
        Gen.Long[1, 40].Select(n => Worlds.Threshold(n)),
        Gen.Double[0.1, 4].Select(Worlds.Interval),
        Gen.Double[0.02, 1].Select(Worlds.Coin),
        Gen.Select(Gen.Long[2, 40], Gen.Double[0.7, 5]).Select((mean, shape) => Worlds.Weibull(mean, shape)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Proportional(a, m, Population.Serving)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Long[1, 20]).Select((a, m) => Worlds.Hints(a, m, Population.Network, 0.2)),
        Gen.Select(Gen.Double[0.1, 2], Gen.Double[0.7, 5]).Select((a, g) => Worlds.Article(a, g, 5, Population.Serving)));

    [Fact]
    public void A_single_node_never_overshoots()
    {
        // T1: final balance in [F, F + q), for any rule and any lag.
        Gen.Select(Gen.Long[0, 400], Gen.Long[0, 400], Rules, Gen.Double[0.01, 10]).Sample(
            (above, freeze, rule, lag) =>
            {
                Scenario scenario = Worlds.Poisson(1, freeze + above, freeze, 1, 20, lag, rule, 1_000);
                return Final(scenario, 1) == freeze;
            },
            iter: 400);
    }

    [Fact]
    public void Overshoot_stays_within_what_lag_and_batch_allow()
    {
        // T2 in lock-step arrivals of any phase: each other node hides what it serves in one lag and less than a batch.
        Gen.Select(Gen.Long[0, 400], Gen.Long[0, 100], Gen.Int[2, 8], Gen.Long[1, 30], Gen.Int[1, 20]).Sample(
            (above, freeze, k, threshold, lag) =>
            {
                Scenario scenario = Worlds.LockStep(freeze + above, freeze, k, threshold, lag) with { };
                scenario = scenario with
                {
                    Payments = scenario.Payments with { Commit = Worlds.Threshold(threshold, FirstPhase.Random) },
                };
                return Final(scenario, 9) >= freeze - ((k - 1) * (lag + threshold - 1));
            },
            iter: 400);
    }

    [Fact]
    public void The_hunt_finds_the_refilling_cap_overspending_and_clears_the_own_pending_rule_alone()
    {
        // T4': the generator that must find the unsafe rule, on 300 random schedules; k = 1 under the safe rule stays clean.
        (int unsafeFound, double worst) = Hunt(FreezeRuleKind.RefillingCap, k: 8);
        (int safeFound, _) = Hunt(FreezeRuleKind.OwnPending, k: 1);
        Assert.True(unsafeFound > 0, "the hunt is blind: it did not find the refilling cap below its threshold");
        Assert.True(worst < 0, $"the hunt found only accounts above zero (worst {worst})");
        Assert.Equal(0, safeFound);
    }

    private static (int Found, double Worst) Hunt(FreezeRuleKind rule, int k)
    {
        int found = 0;
        double worst = double.MaxValue;
        for (ulong seed = 1; seed <= 300; seed++)
        {
            RandomStream random = new(seed, 1_000, 0);
            long freeze = random.NextBelow(2) * 10;
            double lag = 0.2 + (5 * random.NextUniform()), rate = 1 + (60 * random.NextUniform());
            CommitRule commit = Worlds.Threshold(1 + random.NextBelow(60));
            Scenario scenario = Worlds.Poisson(1, 1_000, freeze, k, rate, lag, commit, 3_000);
            scenario = scenario with { Payments = scenario.Payments with { FreezeRule = rule } };
            double final = Final(scenario, seed);
            if (final < freeze) found++;
            worst = Math.Min(worst, final);
        }

        return (found, worst);
    }

    private static double Final(Scenario scenario, ulong seed) =>
        CellRunner.Run(scenario, seed, WorldInputs.None).Measures[Measures.FinalBalance].Value;
}

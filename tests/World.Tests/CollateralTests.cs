using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>P11: collateral pays what balances do not, changes no decision, and is lost by whoever needed it.</summary>
public sealed class CollateralTests
{
    private static readonly int Cases = Replications.Long ? 2_000 : 150;

    [Fact]
    public void Nodes_lose_what_an_account_overspends_beyond_its_collateral_and_decide_the_same() =>
        Gen.Select(
            Gen.Select(Gen.Int[1, 6], Gen.Long[20, 300], Gen.Long[0, 40], Gen.Long[1, 30]), Gen.Double[0, 4], Gen.Long[1, 300],
            Gen.ULong[0, 1_000]).Sample((sizes, lag, collateral, seed) =>
        {
            (int k, long balance, long freeze, long threshold) = sizes;
            Scenario without = Worlds.Poisson(1, balance + freeze, freeze, k, 20, lag, Worlds.Threshold(threshold), 20);
            Scenario with = Locked(without, collateral);
            RunResult bare = CellRunner.Run(without, seed, WorldInputs.None), locked = CellRunner.Run(with, seed, WorldInputs.None);
            Assert.Equal(bare.TraceHash, locked.TraceHash);
            Assert.Equal(bare.Measures[Measures.FinalBalance], locked.Measures[Measures.FinalBalance]);
            double overshoot = bare.Measures[Measures.Overshoot].Value;
            Assert.Equal(Math.Max(0, overshoot - collateral), locked.Measures[Measures.Unpaid].Value);
            Assert.Equal(overshoot > 0 ? collateral : 0, locked.Measures[Measures.Slashed].Value);
        }, iter: Cases);

    [Fact]
    public void Collateral_that_covers_the_bound_leaves_nodes_nothing_to_lose() =>
        Gen.Select(Gen.Long[0, 400], Gen.Long[0, 100], Gen.Int[2, 8], Gen.Long[1, 30], Gen.Int[1, 20]).Sample(
            (above, freeze, k, threshold, lag) =>
            {
                long bound = ((k - 1) * (lag + threshold - 1)) - freeze;
                Scenario scenario = Worlds.LockStep(freeze + above, freeze, k, threshold, lag);
                scenario = Locked(scenario with
                {
                    Payments = scenario.Payments with { Commit = Worlds.Threshold(threshold, FirstPhase.Random) },
                }, Math.Max(1, bound));
                Assert.Equal(0, CellRunner.Run(scenario, 9, WorldInputs.None).Measures[Measures.Unpaid].Value);
            }, iter: Cases);

    [Fact]
    public void The_mean_loss_is_that_of_the_law_with_collateral_in_place_of_the_threshold()
    {
        // X = Poisson((k-1) m) at a fixed time: the mean beyond the mean of X is where the law is good, so C is below it.
        const long collateral = 60;
        Scenario scenario = Locked(Worlds.Poisson(50, 1_000, 0, 5, 10, 2.5, Worlds.EveryChunk, 60), collateral);
        Pooled loss = Replications.Of(scenario, Replications.Long ? 80 : 16).Mean(Measures.Unpaid);
        double law = DiscreteLaw.Poisson(4 * 10 * 2.5).ExpectedExcess(collateral);
        Assert.Equal(law, loss.Mean, (4 * loss.StandardError) + (0.01 * law));
    }

    private static Scenario Locked(Scenario scenario, long chunks) =>
        scenario with { Users = scenario.Users with { Collateral = Worlds.Chunks(chunks) } };
}

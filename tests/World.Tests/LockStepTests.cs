using CsCheck;
using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>Theorem T3: the simulated lock-step equals the closed form for every vector, to the chunk.</summary>
public sealed class LockStepTests
{
    [Theory]
    [InlineData(1000, 100, 10, 20, 5, -40)]
    [InlineData(924, 100, 10, 20, 5, -116)]
    [InlineData(1000, 225, 10, 20, 5, 160)]
    [InlineData(1000, 100, 10, 1, 5, 60)]
    [InlineData(10000, 500, 16, 50, 25, 16)]
    [InlineData(1000, 0, 2, 20, 5, -8)]
    [InlineData(1000, 100, 1, 20, 5, 100)]
    [InlineData(100, 100, 3, 7, 1, 100)]
    public void The_published_vectors_come_out_exactly(long balance, long freeze, int k, long threshold, long lag, long final)
    {
        Assert.Equal(final, Simulated(Worlds.LockStep(balance, freeze, k, threshold, lag)));
        Assert.Equal(final, LockStep.FinalBalanceChunks(balance, freeze, k, threshold, lag));
    }

    [Fact]
    public void Random_vectors_equal_the_theorem_and_keep_its_bound()
    {
        Gen<(long Balance, long Freeze, int K, long Threshold, double Lag)> vectors =
            from balance in Gen.Long[0, 1500]
            from freeze in Gen.Long[0, balance]
            from k in Gen.Int[1, 12]
            from threshold in Gen.Long[1, 40]
            from lag in Gen.OneOf(Gen.Int[1, 60].Select(whole => (double)whole), Gen.Int[10, 600].Select(tenths => tenths / 10.0))
            select (balance, freeze, k, threshold, lag);
        vectors.Sample(
            v =>
            {
                long simulated = Simulated(Worlds.LockStep(v.Balance, v.Freeze, v.K, v.Threshold, v.Lag));
                long expected = LockStep.FinalBalanceChunks(v.Balance, v.Freeze, v.K, v.Threshold, v.Lag);
                double bound = v.Freeze - ((v.K - 1) * (Math.Ceiling(v.Lag) + v.Threshold - 1));
                return simulated == expected && simulated >= bound;
            },
            iter: Replications.Long ? 100_000 : 3_000);
    }

    private static long Simulated(Scenario scenario)
    {
        RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
        double final = result.Measures[Measures.FinalBalance].Value;
        Assert.Equal(Math.Floor(final), final);
        return (long)final;
    }
}

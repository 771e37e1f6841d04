using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Tests.World;

/// <summary>
/// V8: how many commits one commit of the proportional rule sets off, in the world. The law takes what follows to follow at once; here
/// a node follows at its next payment, and a lag of 1 ms is short beside that.
/// </summary>
public sealed class CascadeTests
{
    [Theory]
    [InlineData(64, 8, 1.0, 256, 0.5, 1.12048, 0.89562)]
    [InlineData(64, 64, 0.5, 1024, 0.88, 1.94185, 0.61011)]
    public void Sizes_follow_the_quasi_binomial_law(
        int nodes, int k, double alpha, int firstBatch, double spent, double mean, double single)
    {
        long[] counts = Sizes(World(nodes, k, alpha, users: k == 8 ? 20 : 4, firstBatch, spent));
        long cascades = counts.Sum(), commits = counts.Select((c, i) => c * (i + 1)).Sum();
        DiscreteLaw law = CommitCascade.Triggered(k - 1, alpha / nodes);
        Assert.Equal(mean, 1 + law.Mean, 5);
        Assert.Equal(single, law[0], 5);
        Assert.True(cascades >= 2_000, $"{cascades} cascades");
        double zMean = (((double)commits / cascades) - mean) / Math.Sqrt(law.Variance / cascades);
        double zSingle = (((double)counts[0] / cascades) - single) / Math.Sqrt(single * (1 - single) / cascades);
        Assert.InRange(zMean, -4, 4);
        Assert.InRange(zSingle, -4, 4);
    }

    [Fact]
    public void A_rule_whose_batches_are_fixed_has_no_cascades() => Assert.Throws<ArgumentException>(
        () => CellRunner.RunCountingCascades(Worlds.Poisson(1, 100, 0, 2, 10, 1, Worlds.Threshold(5), 10), 1, WorldInputs.None));

    [Fact]
    public void Counting_changes_nothing()
    {
        Scenario scenario = World(64, 8, 1, users: 2, firstBatch: 256, spent: 0.5);
        RunResult plain = CellRunner.Run(scenario, 3, WorldInputs.None), counted = CellRunner.RunCountingCascades(scenario, 3, WorldInputs.None);
        Assert.Equal(plain.TraceHash, counted.TraceHash);
        Assert.Equal(plain.Measures, counted.Measures);
        Assert.Null(plain.CascadeSizes);
    }

    private static long[] Sizes(Scenario scenario)
    {
        RunResult[] runs = new RunResult[Replications.Long ? 80 : 8];
        Parallel.For(0, runs.Length, i => runs[i] = CellRunner.RunCountingCascades(scenario, (ulong)(i + 1), WorldInputs.None));
        long[] sum = new long[runs.Max(r => r.CascadeSizes!.Count)];
        foreach (RunResult run in runs)
            for (int i = 0; i < run.CascadeSizes!.Count; i++) sum[i] += run.CascadeSizes[i];
        return sum;
    }

    /// <param name="firstBatch">A whole batch at the beginning, in chunks; every node has several before the run ends.</param>
    /// <param name="spent">Share of the balance that is spent when the run ends, with batches still far from the smallest.</param>
    private static Scenario World(int nodes, int k, double alpha, int users, int firstBatch, double spent)
    {
        long balance = (long)(firstBatch * nodes / alpha);
        Scenario scenario = Worlds.Poisson(users, balance, 0, k, 100, 0.001,
            Worlds.Proportional(alpha, 2, Population.Network), balance * spent / (100 * k));
        return scenario with { Nodes = nodes };
    }
}

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
    [Fact]
    public void Few_nodes_follow_the_quasi_binomial_law()
    {
        DiscreteLaw law = CommitCascade.Triggered(7, 1.0 / 64);
        Assert.Equal(1.12048, 1 + law.Mean, 5);
        Assert.Equal(0.89562, law[0], 5);
        long[] counts = Sizes(World(64, 8, 1, users: 20, firstBatch: 256, spent: 0.5));
        long cascades = counts.Sum();
        Assert.True(cascades >= 4_000, $"{cascades} cascades");
        Assert.InRange((Mean(counts) - 1 - law.Mean) / Math.Sqrt(law.Variance / cascades), -4, 4);
        Assert.InRange((((double)counts[0] / cascades) - law[0]) / Math.Sqrt(law[0] * (1 - law[0]) / cascades), -4, 4);
    }

    /// <summary>
    /// The mean is the law's. But nodes that committed together stay near each other for a while, which the law's independent phases leave
    /// out: there are more commits alone and more large cascades.
    /// </summary>
    [Fact]
    public void Many_nodes_follow_the_mean_of_the_law_and_spread_more()
    {
        DiscreteLaw law = CommitCascade.Triggered(63, 0.5 / 64);
        Assert.Equal(1.94185, 1 + law.Mean, 5);
        Assert.Equal(0.61011, law[0], 5);
        long[] counts = Sizes(World(64, 64, 0.5, users: 4, firstBatch: 1024, spent: 0.88));
        double cascades = counts.Sum(), mean = Mean(counts);
        double variance = counts.Select((c, i) => c * (i + 1 - mean) * (i + 1 - mean)).Sum() / (cascades - 1);
        Assert.True(cascades >= 2_000, $"{cascades} cascades");
        Assert.InRange((mean - 1 - law.Mean) / Math.Sqrt(variance / cascades), -4, 4);
        Assert.InRange(counts[0] / cascades, law[0], law[0] + 0.1);
        Assert.True(variance > law.Variance);
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

    private static double Mean(long[] counts) => counts.Select((c, i) => c * (i + 1.0)).Sum() / counts.Sum();

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

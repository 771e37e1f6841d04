using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Sequencing;

namespace Fleek.Tests.World;

public sealed class BlockSequencerTests
{
    private static readonly Duration Interval = Duration.FromSeconds(2), Lag = Duration.FromSeconds(0.5);

    /// <summary>A wait is uniform within the interval: mean Tb/2 + Tc, variance Tb^2/12, and no value outside [Tc, Tb + Tc].</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_idle_ledger_delays_by_a_uniform_wait_and_the_lag(ulong seed)
    {
        // Times that are apart by an irrational part of the interval fill it evenly, far better than random ones would.
        const int n = 200_000;
        double[] lags = Lags(new BlockSpec(Interval, new BlockSize(1_000_000, 1)), seed, n, i => (i * 0.618_033_988_749_895 * 2) + (1e-9 * (i % 7)));
        double mean = lags.Average(), variance = lags.Sum(l => (l - mean) * (l - mean)) / n;
        Assert.InRange(mean - (1 + 0.5), -1e-4, 1e-4);
        Assert.InRange(variance - (4.0 / 12), -1e-4, 1e-4);
        Assert.InRange(lags.Min(), 0.5, 0.5 + 1e-4);
        Assert.InRange(lags.Max(), 2.5 - 1e-4, 2.5);
    }

    /// <summary>
    /// Poisson arrivals at a ledger of C transactions a block are a queue with bulk service. What is left behind after a block is the
    /// chain B' = max(B + Poisson(a) - C, 0), solved here by iteration; Little's law makes of its mean the time beyond the first block.
    /// </summary>
    [Theory]
    [InlineData(5, 0.6, 1)]
    [InlineData(5, 0.9, 2)]
    [InlineData(1, 0.7, 3)]
    [InlineData(40, 0.95, 4)]
    public void A_busy_ledger_is_the_queue_with_bulk_service(int capacity, double load, ulong seed)
    {
        const int groups = 100, each = 10_000;
        double perBlock = load * capacity, rate = perBlock / Interval.Seconds;
        RandomStream arrivals = new(seed, 1_000, 0);
        double time = 0;
        double[] lags = Lags(new BlockSpec(Interval, new BlockSize(capacity, 1)), seed, groups * each, _ => time += arrivals.NextExponential() / rate);
        double expected = (Interval.Seconds / 2) + (MeanLeftBehind(perBlock, capacity) / rate) + Lag.Seconds;

        // Waits are correlated: batch means of far more than a relaxation time, with their own spread.
        double[] means = [.. lags.Chunk(each).Skip(1).Select(batch => batch.Average())];
        double mean = means.Average();
        double deviation = Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (means.Length - 1) / means.Length);
        Assert.InRange((mean - expected) / deviation, -4, 4);
        Assert.True(deviation < 0.05 * expected, "too few to tell");
    }

    [Fact]
    public void Above_its_capacity_a_ledger_takes_as_much_as_fits_and_the_rest_waits_in_order()
    {
        const int n = 10_000;
        double[] lags = Lags(new BlockSpec(Interval, new BlockSize(1_000, 100)), 7, n, i => i * 0.1);
        // Twenty an interval come and ten leave. All but the first block are full, so the last of n is in block n / 10 or the one before.
        double submitted = (n - 1) * 0.1, block = lags[^1] + submitted - Lag.Seconds;
        Assert.InRange(block, ((n / 10) - 1) * Interval.Seconds, ((n / 10) + 1) * Interval.Seconds);
        for (int i = 1; i < n; i++) Assert.True((i * 0.1) + lags[i] >= ((i - 1) * 0.1) + lags[i - 1] - 1e-8, "a later one is final first");
    }

    [Fact]
    public void A_world_with_blocks_measures_the_lag_and_settles()
    {
        Scenario scenario = Worlds.Poisson(20, 400, 50, 4, 20, 0.5, Worlds.Threshold(10), 30);
        Scenario blocks = scenario with { Ledger = new(Lag, LagDistribution.Blocks, 0, new BlockSpec(Interval, new BlockSize(1_000_000, 400))) };
        RunResult result = CellRunner.Run(blocks, 1, WorldInputs.None), again = CellRunner.Run(blocks, 1, WorldInputs.None);
        Assert.Equal(result.TraceHash, again.TraceHash);
        MeasureValue lag = result.Measures[Measures.LedgerLagMean];
        Assert.InRange(lag.Value, 1.3, 1.7);
        Assert.InRange(result.Measures[Measures.LedgerLagP99].Value, 2.3, 2.5);
        Assert.False(CellRunner.Run(scenario, 1, WorldInputs.None).Measures.ContainsKey(Measures.LedgerLagMean));

        // Room for one transaction in a block: what nodes see is late, and accounts end further below.
        Scenario full = blocks with { Ledger = blocks.Ledger with { Blocks = new BlockSpec(Interval, new BlockSize(400, 400)) } };
        RunResult late = CellRunner.Run(full, 1, WorldInputs.None);
        Assert.True(late.Measures[Measures.LedgerLagMean].Value > 10 * lag.Value, "a full ledger is not late");
        Assert.True(late.Measures[Measures.FinalBalance].Value < result.Measures[Measures.FinalBalance].Value, "lateness costs nothing");
    }

    [Fact]
    public void Fast_forward_changes_nothing_where_blocks_are_shared()
    {
        Scenario scenario = Worlds.Poisson(5, 300, 30, 3, 20, 0.5, Worlds.Threshold(7), 40) with
        {
            Workload = new WorkloadSpec(DemandKind.Ticks, 20),
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 0),
            Ledger = new(Lag, LagDistribution.Blocks, 0, new BlockSpec(Interval, new BlockSize(2, 1))),
        };
        RunResult plain = CellRunner.Run(scenario, 3, WorldInputs.None);
        RunResult forwarded = CellRunner.Run(scenario with { FastForward = true }, 3, WorldInputs.None);
        Assert.Equal(plain.DecisionHash, forwarded.DecisionHash);
    }

    private static double[] Lags(BlockSpec spec, ulong seed, int n, Func<int, double> secondsOf)
    {
        BlockSequencer sequencer = new(spec, Lag, new RandomStream(seed, StreamPurpose.BlockPhase, 0));
        double[] lags = new double[n];
        for (int i = 0; i < n; i++)
        {
            Instant submitted = Instant.Zero + Duration.FromSeconds(secondsOf(i));
            lags[i] = (sequencer.Submit(submitted, default(Redeem), 0).Final - submitted).Seconds;
        }

        return lags;
    }

    private static double MeanLeftBehind(double arrivalsPerBlock, int capacity)
    {
        int states = 60 * capacity;
        double[] arrivals = new double[states];
        for (int a = 0; a < states; a++)
            arrivals[a] = Math.Exp((a * Math.Log(arrivalsPerBlock)) - arrivalsPerBlock - Enumerable.Range(1, a).Sum(k => Math.Log(k)));
        double[] left = new double[states];
        left[0] = 1;
        for (int round = 0; round < 2_000; round++)
        {
            double[] next = new double[states];
            for (int b = 0; b < states; b++)
            {
                if (left[b] < 1e-15) continue;
                for (int a = 0; a + b - capacity < states && a < states; a++) next[Math.Max(0, a + b - capacity)] += left[b] * arrivals[a];
            }

            double total = next.Sum();
            for (int b = 0; b < states; b++) next[b] /= total;
            left = next;
        }

        return left.Select((p, b) => p * b).Sum();
    }
}

using Fleek.Analysis.Statistics;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Thresholds;

/// <summary>
/// How far below its freeze threshold each account of a cell ended: the threshold less the final balance, below zero where money was
/// left above the threshold. Where this does not depend on the threshold F, one set of runs says for every F what share ends below zero:
/// those that overshoot by more than F.
/// </summary>
public sealed class OvershootSample
{
    private readonly long[] _overshoots;
    private readonly long[] _ofFrozen;

    private OvershootSample(long[] overshoots, long[] ofFrozen, Credits price, int runs)
    {
        _overshoots = overshoots;
        _ofFrozen = ofFrozen;
        Price = price;
        Runs = runs;
    }

    public Credits Price { get; }

    /// <summary>Finished runs behind the sample.</summary>
    public int Runs { get; }

    public int Accounts => _overshoots.Length;

    /// <summary>Ascending, in base units.</summary>
    public ReadOnlySpan<long> Overshoots => _overshoots;

    /// <param name="runs">Each with its accounts; at least one account in all.</param>
    /// <param name="threshold">F of those runs.</param>
    /// <exception cref="ArgumentException">A run kept no accounts, or there is none.</exception>
    public static OvershootSample Of(IReadOnlyList<RunResult> runs, Credits threshold, Credits price)
    {
        List<long> all = [], frozen = [];
        foreach (RunResult run in runs)
        {
            foreach (AccountOutcome account in run.Accounts ?? throw new ArgumentException("a run kept no accounts", nameof(runs)))
            {
                long overshoot = (threshold - account.FinalBalance).Units;
                all.Add(overshoot);
                if (account.Frozen) frozen.Add(overshoot);
            }
        }

        if (all.Count == 0) throw new ArgumentException("no accounts", nameof(runs));
        all.Sort();
        frozen.Sort();
        return new([.. all], [.. frozen], price, runs.Count);
    }

    /// <summary>Accounts that end below zero under a threshold.</summary>
    public int NegativeAt(Credits threshold)
    {
        int low = 0, high = _overshoots.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (_overshoots[middle] > threshold.Units) high = middle;
            else low = middle + 1;
        }

        return _overshoots.Length - low;
    }

    /// <summary>The lowest threshold, not below zero, under which at most a share of accounts ends below zero.</summary>
    public NeededThreshold Needed(double share)
    {
        QuantileInterval found = QuantileInterval.Exceeded(_overshoots, share);
        return new(share, NotNegative(found.Value), NotNegative(found.Low ?? 0), found.High is { } high ? NotNegative(high) : null);
    }

    /// <summary>What is left per account under a threshold, on accounts that all nodes froze, in chunk prices.</summary>
    public PooledMean.Group StrandedAt(Credits threshold) =>
        GroupOf(_ofFrozen.Select(o => Math.Max(0, threshold.Units - o)), _overshoots.Length);

    /// <summary>The overshoots in chunk prices.</summary>
    public PooledMean.Group Group => GroupOf(_overshoots, _overshoots.Length);

    private static Credits NotNegative(long units) => new(Math.Max(0, units));

    /// <summary>Mean and deviation of the values, and of zeros for what lacks to the number of units.</summary>
    private PooledMean.Group GroupOf(IEnumerable<long> values, int units)
    {
        double[] chunks = [.. values.Select(v => new Credits(v).In(Price))];
        double mean = chunks.Sum() / units, squares = (units - chunks.Length) * mean * mean;
        foreach (double value in chunks) squares += (value - mean) * (value - mean);
        return new(units, mean, units > 1 ? Math.Sqrt(squares / (units - 1)) : double.NaN);
    }
}

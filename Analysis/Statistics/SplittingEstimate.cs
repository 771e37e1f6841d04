using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>A probability from independent repetitions of fixed-effort splitting.</summary>
public sealed class SplittingEstimate
{
    private readonly double[] _estimates;

    /// <param name="runsPerStage">Runs of each stage; above 0.</param>
    /// <param name="stages">Stages of a repetition, the event's own included.</param>
    /// <param name="reached">By repetition, how many runs of each stage reached its level; a repetition that died out is shorter.</param>
    public SplittingEstimate(int runsPerStage, int stages, IReadOnlyList<IReadOnlyList<int>> reached)
    {
        Require.AtLeast(runsPerStage, 1);
        Require.AtLeast(reached.Count, 1);
        RunsPerStage = runsPerStage;
        Repetitions = reached.Count;
        StageShares = [.. Enumerable.Range(0, stages).Select(s => ShareOf(runsPerStage, reached, s))];
        Runs = reached.Sum(r => (long)r.Count * runsPerStage);
        _estimates = [.. reached.Select(r => r.Count < stages ? 0 : r.Aggregate(1.0, (p, hits) => p * hits / runsPerStage))];
        Probability = _estimates.Average();
    }

    public int RunsPerStage { get; }

    public int Repetitions { get; }

    /// <summary>Runs of all stages and repetitions.</summary>
    public long Runs { get; }

    /// <summary>Share of each stage's runs that reached its level, over the repetitions that came so far.</summary>
    public IReadOnlyList<double> StageShares { get; }

    /// <summary>The mean of the repetitions' products: unbiased.</summary>
    public double Probability { get; }

    /// <summary>Standard error over the estimate, from the spread of the repetitions; null for one, and where the estimate is 0.</summary>
    public double? RelativeError
    {
        get
        {
            if (Repetitions < 2 || Probability == 0) return null;
            double squares = _estimates.Sum(e => (e - Probability) * (e - Probability));
            return Math.Sqrt(squares / (Repetitions - 1) / Repetitions) / Probability;
        }
    }

    /// <summary>
    /// What it would be if runs of one level had equal chances from there: the sum of (1 - p) / (n p) over stages, over repetitions, and
    /// the root of it. The real one is larger where the score does not tell all.
    /// </summary>
    public double? LeastRelativeError => Probability == 0
        ? null : Math.Sqrt(StageShares.Sum(p => (1 - p) / (RunsPerStage * p)) / Repetitions);

    /// <summary>95 %, Student's t over repetitions; null where there is no error.</summary>
    public Interval? Interval
    {
        get
        {
            if (Repetitions < 2 || Probability == 0) return null;
            Interval found = PooledMean.OverRuns(_estimates).Interval!.Value;
            return new(Math.Max(0, found.Low), found.High);
        }
    }

    private static double ShareOf(int runsPerStage, IReadOnlyList<IReadOnlyList<int>> reached, int stage)
    {
        int[] hits = [.. reached.Where(r => r.Count > stage).Select(r => r[stage])];
        return hits.Length == 0 ? 0 : (double)hits.Sum(h => (long)h) / ((double)runsPerStage * hits.Length);
    }
}

using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Cascades;

/// <summary>How many commits one commit of a cell set off, itself counted, and what the quasi-binomial law says.</summary>
/// <param name="Counts">Cascades of 1, 2, ... commits.</param>
/// <param name="Law">Of the commits that a first one triggers.</param>
public sealed record CascadeSizes(Cell Cell, int Runs, IReadOnlyList<long> Counts, DiscreteLaw Law)
{
    /// <param name="runs">Of the cell, in which cascades were counted.</param>
    public static CascadeSizes Of(Cell cell, IReadOnlyList<RunResult> runs)
    {
        long[] counts = new long[runs.Max(r => r.CascadeSizes!.Count)];
        foreach (RunResult run in runs)
            for (int i = 0; i < run.CascadeSizes!.Count; i++) counts[i] += run.CascadeSizes[i];
        Scenario scenario = cell.Scenario;
        CommitRule rule = scenario.Payments.Commit;
        int population = rule.Population == Population.Network ? scenario.Nodes : scenario.Users.ServingNodes;
        return new(cell, runs.Count, counts, CommitCascade.Triggered(scenario.Users.ServingNodes - 1, rule.Alpha / population));
    }

    public long Cascades => Counts.Sum();

    /// <summary>Mean size with its 95 % interval, as if cascades were independent; null interval for fewer than two.</summary>
    public (double Mean, Interval? Interval) Mean
    {
        get
        {
            double n = Cascades, mean = Counts.Select((c, i) => c * (i + 1.0)).Sum() / n;
            double squares = Counts.Select((c, i) => c * (i + 1 - mean) * (i + 1 - mean)).Sum();
            return (mean, PooledMean.OverUnits([new(Cascades, mean, Math.Sqrt(squares / Math.Max(1, n - 1)))]).Interval);
        }
    }

    /// <summary>Cascades of at least so many commits.</summary>
    public long AtLeast(int size) => Counts.Skip(size - 1).Sum();
}

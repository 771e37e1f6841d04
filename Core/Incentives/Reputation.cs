using System;
using System.Collections.Generic;
using System.Linq;

namespace Fleek.Core.Incentives;

/// <summary>
/// Reputation by the rules of the real network: reports count by their reporters' own reputation, outliers are dropped, nodes are
/// set against each other metric by metric, and the past counts for seven tenths.
/// </summary>
/// <remarks>
/// It differs from the real network in two things: the weights of reports are made to sum to 1 after outliers were dropped (there
/// before, so that a dropped report counts as a 0), and a latency's weight is its reporter's reputation like any other's (there
/// it is turned around). Reputations and scores are whole points from 0 to 100, halves rounded up.
/// </remarks>
public static class Reputation
{
    public const int MostPoints = 100;

    /// <summary>
    /// Share of the reputations below which a reporter without one is taken to be, and the reputation where nobody has one.
    /// </summary>
    private const double DefaultQuantile = 0.15;
    private const int DefaultPoints = 15;

    /// <summary>
    /// Reports whose squared distance from the mean is at least so many variances are dropped. It takes 11 reports.
    /// </summary>
    private const double OutlierVariances = 9;

    /// <summary>Values that differ by less are the same.</summary>
    private const double Same = 1e-8;

    private const int LeastMetrics = 3;

    /// <summary>Scores of the nodes that enough others reported of in enough metrics.</summary>
    /// <param name="reputations">By node, before this epoch.</param>
    /// <param name="leastReporters">Reporters without which a node is not scored.</param>
    public static SortedDictionary<int, int> Scores(
        IReadOnlyList<PeerMeasurement> measurements, IReadOnlyDictionary<int, int> reputations, int leastReporters)
    {
        ArgumentNullException.ThrowIfNull(measurements);
        ArgumentNullException.ThrowIfNull(reputations);
        int unknown = DefaultOf(reputations);
        SortedDictionary<int, List<double>> normal = [];
        HashSet<int> reported = [.. measurements.GroupBy(m => m.Subject)
            .Where(g => g.Select(m => m.Reporter).Distinct().Count() >= leastReporters).Select(g => g.Key)];
        foreach (IGrouping<ReputationMetric, PeerMeasurement> metric in
            measurements.Where(m => reported.Contains(m.Subject)).GroupBy(m => m.Metric).OrderBy(g => g.Key))
        {
            (int Node, double Mean)[] means = [.. metric.GroupBy(m => m.Subject).OrderBy(g => g.Key)
                .Select(g => (g.Key, WeightedMean([.. g], r => reputations.GetValueOrDefault(r, unknown))))];
            foreach ((int node, double value) in Normalise(metric.Key, means))
            {
                if (!normal.TryGetValue(node, out List<double>? values)) normal[node] = values = [];
                values.Add(value);
            }
        }

        return new(normal.Where(n => n.Value.Count >= LeastMetrics)
            .ToDictionary(n => n.Key, n => (int)Math.Floor((MostPoints * n.Value.Average()) + 0.5)));
    }

    /// <summary>
    /// The reputation after an epoch: 0.7 of the old one and 0.3 of the epoch's score, of which a node without one has 0.
    /// </summary>
    /// <param name="old">Null: the node had none, and its first score is its reputation.</param>
    public static int Next(int? old, int? score) =>
        old is { } before ? ((7 * before) + (3 * (score ?? 0)) + 5) / 10 : score ?? 0;

    private static int DefaultOf(IReadOnlyDictionary<int, int> reputations)
    {
        if (reputations.Count == 0) return DefaultPoints;
        int[] sorted = [.. reputations.Values.Order()];
        return sorted[(int)(DefaultQuantile * sorted.Length)];
    }

    private static double WeightedMean(IReadOnlyList<PeerMeasurement> reports, Func<int, int> reputationOf)
    {
        IReadOnlyList<PeerMeasurement> kept = WithoutOutliers(reports);
        double weights = kept.Sum(r => (double)reputationOf(r.Reporter));
        return weights == 0 ? kept.Average(r => r.Value) : kept.Sum(r => r.Value * reputationOf(r.Reporter)) / weights;
    }

    private static IReadOnlyList<PeerMeasurement> WithoutOutliers(IReadOnlyList<PeerMeasurement> reports)
    {
        if (reports.Count < 2) return reports;
        double mean = reports.Average(r => r.Value);
        double variance = reports.Sum(r => (r.Value - mean) * (r.Value - mean)) / (reports.Count - 1);
        if (variance <= Same) return reports;
        return [.. reports.Where(r => (r.Value - mean) * (r.Value - mean) < OutlierVariances * variance)];
    }

    /// <summary>
    /// Each node's place between the least and the greatest; nothing where all are the same. Uptime is as it is.
    /// </summary>
    private static IEnumerable<(int Node, double Value)> Normalise(ReputationMetric metric, (int Node, double Mean)[] means)
    {
        if (metric == ReputationMetric.Uptime) return means.Select(m => (m.Node, m.Mean / 100));
        double least = means.Min(m => m.Mean), greatest = means.Max(m => m.Mean);
        if (greatest - least < Same) return [];
        return means.Select(m => (m.Node, metric == ReputationMetric.Latency
            ? (greatest - m.Mean) / (greatest - least) : (m.Mean - least) / (greatest - least)));
    }
}

using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Statistics;

/// <summary>One measure of one cell, over all its finished runs.</summary>
/// <param name="Name">As in <see cref="Measures"/>.</param>
/// <param name="Mean">Null where no run observed anything.</param>
/// <param name="Low">Lower end of the 95 % interval; null where it cannot be estimated (one run of a per-run measure).</param>
/// <param name="High">Upper end. Where <paramref name="UpperBoundOnly"/>, the one-sided 95 % upper bound.</param>
/// <param name="N">What the interval counts: accounts or samples; runs for a measure of whole runs.</param>
/// <param name="UpperBoundOnly">A proportion with no event in N units: nothing is known but an upper bound.</param>
public sealed record MeasureSummary(
    string Name, Estimator Estimator, double? Mean, double? Low, double? High, long N, bool UpperBoundOnly);

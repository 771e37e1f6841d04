using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>What the runs of one cell without a freeze threshold say about every threshold.</summary>
/// <param name="Needed">One per target, in the order asked for.</param>
/// <param name="Commits">Commits per 1,000 chunks, over seeds.</param>
/// <param name="UnpaidMs">Mean time that a sent chunk waits for its payment.</param>
public sealed record ThresholdCurve(
    Cell Cell, OvershootSample Sample, IReadOnlyList<NeededThreshold> Needed, MeasureSummary Commits, double UnpaidMs)
{
    /// <param name="runs">Of the cell at F = 0, in seed order, with their accounts.</param>
    public static ThresholdCurve Of(Cell cell, IReadOnlyList<RunResult> runs, IReadOnlyList<double> targets)
    {
        OvershootSample sample = OvershootSample.Of(runs, cell.Scenario.Payments.FreezeThreshold, cell.Scenario.Payments.Price);
        return new(cell, sample, [.. targets.Select(sample.Needed)],
            Summary(runs, Measures.CommitsPer1000), Summary(runs, Measures.UnpaidTime).Mean ?? 0);
    }

    /// <summary>One measure of a cell's runs; a run that observed nothing of it is left out.</summary>
    internal static MeasureSummary Summary(IReadOnlyList<RunResult> runs, string measure) => CellStatistics.Summarise(
        measure, Measures.Get(measure).Estimator,
        [.. runs.Where(r => r.Measures.ContainsKey(measure)).Select(r => r.Measures[measure]).Where(v => !double.IsNaN(v.Value))]);
}

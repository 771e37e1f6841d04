using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Statistics;

/// <summary>What the cells of a plan say of one threshold.</summary>
/// <param name="Crossed">Cells whose bound is on the wrong side, in plan order.</param>
/// <param name="Unknown">Cells without a bound: no run, nothing observed, or one run of a measure of whole runs.</param>
/// <param name="Nearest">Of the cells that have a bound the one that breaks it most, or comes nearest to it; null without any.</param>
public sealed record ThresholdVerdict(
    Threshold Threshold, int Cells, IReadOnlyList<CellSummary> Crossed, IReadOnlyList<CellSummary> Unknown, CellSummary? Nearest)
{
    public ThresholdState State => Crossed.Count > 0 ? ThresholdState.Crossed
        : Unknown.Count > 0 || Cells == 0 ? ThresholdState.Unknown
        : ThresholdState.Met;

    /// <summary>The bound by which a cell is judged; null where it has none.</summary>
    public static double? BoundOf(Threshold threshold, CellSummary cell) =>
        cell.Find(threshold.Measure) is { Mean: not null } found ? threshold.Below ? found.High : found.Low : null;

    /// <summary>One verdict for each of the thresholds.</summary>
    public static IReadOnlyList<ThresholdVerdict> Of(IReadOnlyList<Threshold> thresholds, IReadOnlyList<CellSummary> cells) =>
        [.. thresholds.Select(t => Of(t, cells))];

    private static ThresholdVerdict Of(Threshold threshold, IReadOnlyList<CellSummary> cells)
    {
        (CellSummary Cell, double Bound)[] known = [.. cells
            .Select(c => (Cell: c, Bound: BoundOf(threshold, c)))
            .Where(c => c.Bound is not null)
            .Select(c => (c.Cell, c.Bound!.Value))];
        return new(
            threshold, cells.Count, [.. known.Where(c => !threshold.IsMetBy(c.Bound)).Select(c => c.Cell)],
            [.. cells.Where(c => BoundOf(threshold, c) is null)],
            (threshold.Below ? known.OrderByDescending(c => c.Bound) : known.OrderBy(c => c.Bound)).Select(c => c.Cell).FirstOrDefault());
    }
}

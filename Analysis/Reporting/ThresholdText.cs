using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Reporting;

/// <summary>Thresholds with their ticks, a line each.</summary>
public static class ThresholdText
{
    public static string Tick(ThresholdState state) => state switch
    {
        ThresholdState.Met => "✓",
        ThresholdState.Crossed => "✗",
        ThresholdState.Unknown => "?",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The state in a word, for programs.</summary>
    public static string Word(ThresholdState state) => state.ToString().ToLowerInvariant();

    public static string Line(ThresholdVerdict verdict)
    {
        string text = $"{Tick(verdict.State)} {Readable(verdict.Threshold)}";
        string nearest = verdict.Nearest is { } cell ? $"; {Side(verdict.Threshold)} bound {Bound(verdict.Threshold, cell)}{At(verdict, cell)}" : "";
        return verdict.State switch
        {
            ThresholdState.Met => $"{text}{Of(verdict, verdict.Cells)}{nearest}",
            ThresholdState.Crossed => $"{text}{Of(verdict, verdict.Crossed.Count)}{nearest}{Unsure(verdict)}",
            _ => $"{text}: no interval{Of(verdict, verdict.Unknown.Count)}",
        };
    }

    /// <summary>Shares in percent.</summary>
    public static string Readable(Threshold threshold)
    {
        string sign = (threshold.Below ? "<" : ">") + (threshold.OrEqual ? "=" : "");
        return IsShare(threshold) ? $"{threshold.Measure} {sign} {NumberText.Percent(threshold.Limit)}" : threshold.Text;
    }

    private static string Bound(Threshold threshold, CellSummary cell)
    {
        double bound = ThresholdVerdict.BoundOf(threshold, cell)!.Value;
        return IsShare(threshold) ? NumberText.Percent(bound) : NumberText.Of(bound);
    }

    private static string Side(Threshold threshold) => threshold.Below ? "upper" : "lower";

    private static string Of(ThresholdVerdict verdict, int cells) => verdict.Cells == 1 ? "" : $" in {cells} of {verdict.Cells} cells";

    private static string At(ThresholdVerdict verdict, CellSummary cell) =>
        verdict.Cells == 1 ? "" : $" at ({string.Join(", ", cell.Cell.Coordinates.Select(c => c.Text))})";

    /// <summary>More seeds may help where the mean keeps to it and only the interval does not.</summary>
    private static string Unsure(ThresholdVerdict verdict) =>
        verdict.Crossed.All(c => verdict.Threshold.IsMetBy(c.Find(verdict.Threshold.Measure)!.Mean!.Value)) ? "; the mean keeps to it: more seeds might tell" : "";

    private static bool IsShare(Threshold threshold) => Measures.Get(threshold.Measure).Unit.StartsWith("share ", StringComparison.Ordinal);
}

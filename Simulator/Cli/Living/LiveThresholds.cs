using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Live.Metrics;
using Fleek.Sim.Live.Runs;
using NumberText = Fleek.Sim.Cli.Display.NumberText;

namespace Fleek.Sim.Cli.Living;

/// <summary>
/// A scenario's thresholds while a live run goes on: by what roles have counted so far. Measures that only the books at the end tell have a
/// question mark until then.
/// </summary>
internal sealed class LiveThresholds(IReadOnlyList<Threshold> thresholds, int users)
{
    /// <summary>A tick for each, its condition, and where it stands.</summary>
    public string Of(LiveCounters now) => string.Concat(thresholds.Select(threshold => $"  {Of(threshold, now)}"));

    /// <summary>A measure as it stands; null if it is not known yet.</summary>
    public double? Value(string measure, LiveCounters now) => measure switch
    {
        Measures.TtfbP50 => LiveStatus.Quantile(now.FirstBytes, 0.5)?.TotalMilliseconds,
        Measures.TtfbP99 => LiveStatus.Quantile(now.FirstBytes, 0.99)?.TotalMilliseconds,
        Measures.CommitsPer1000 => now.Receipts == 0 ? null : 1000.0 * now.Commits / now.Receipts,
        Measures.Served => (double)now.Receipts / users,
        Measures.Freezes => (double)now.Frozen / users,
        _ => null,
    };

    private string Of(Threshold threshold, LiveCounters now)
    {
        double? value = Value(threshold.Measure, now);
        ThresholdState state = value is null ? ThresholdState.Unknown : threshold.IsMetBy(value.Value) ? ThresholdState.Met : ThresholdState.Crossed;
        return $"{ThresholdText.Tick(state)} {ThresholdText.Readable(threshold)}{(value is { } known ? $" ({NumberText.Of(known)})" : "")}";
    }
}

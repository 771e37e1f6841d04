using Fleek.Analysis.Comparing;
using Fleek.Analysis.Statistics;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Checking;

/// <summary>The words and numbers that all formats share. Shares are in percent, their differences in percentage points.</summary>
internal static class ChangeText
{
    public static string Verdict(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.Unchanged => "unchanged",
        ChangeVerdict.Worse => "WORSE",
        ChangeVerdict.Tolerated => "worse, tolerated",
        ChangeVerdict.Better => "better",
        ChangeVerdict.Different => "different",
        ChangeVerdict.Inconclusive => "inconclusive",
        ChangeVerdict.TooFewSeeds => "TOO FEW SEEDS",
        ChangeVerdict.Incomparable => "INCOMPARABLE",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    /// <summary>With a bound where nothing was observed: never a bare zero of a rate.</summary>
    public static string Value(ComparedMeasure row, MeasureSummary side)
    {
        if (side.Mean is not { } mean) return "-";
        if (side is { UpperBoundOnly: true, High: { } high }) return $"< {Number(row, high)}";
        return Number(row, mean);
    }

    public static string Difference(ComparedMeasure row)
    {
        if (row.Test is not { } test) return "-";
        if (test.AllEqual) return "0";
        string interval = test.Interval is { } i ? $" [{Signed(row, i.Low)}, {Signed(row, i.High)}]" : "";
        return $"{Signed(row, test.Difference)}{Points(row)}{interval}";
    }

    public static string Tolerance(ComparedMeasure row) =>
        row.Measure.Direction == Scenarios.Measuring.Direction.Neutral ? "-" : Plain(row, row.Tolerance) + Points(row);

    public static string VerdictOf(ComparedMeasure row) =>
        row.SeedsSuggested is { } seeds ? $"{Verdict(row.Verdict)} ({seeds} seeds might tell)" : Verdict(row.Verdict);

    /// <summary>One line on one measure, such as an annotation has.</summary>
    public static string Sentence(ComparedMeasure row)
    {
        string cell = row.Cell.Name.Length > 0 ? $" ({row.Cell.Name})" : "";
        return $"{row.Measure.Name}{cell}: {Value(row, row.Old)} -> {Value(row, row.New)}, difference {Difference(row)}, "
            + $"tolerated {Tolerance(row)}: {VerdictOf(row)}";
    }

    public static string Behaviour(ComparisonReport found) => found.Unchanged
        ? $"behaviour unchanged ({Counted(found.Runs, "run")}, all with the baseline's traces and measures)"
        : $"behaviour CHANGED ({found.Differing} of {Counted(found.Runs, "run")})";

    /// <summary>What the check comes to, in one line.</summary>
    public static string Conclusion(GateReport report)
    {
        if (report.Problem is { } problem) return $"could not judge: {problem.Message}";
        ComparisonReport found = report.Found!;
        string accept = $"If intended: ./fleek-sim baseline accept {report.Scenario} --reason \"...\"";
        if (found.Unchanged) return "passed: nothing has changed";
        if (found.Worse.Any()) return $"regression: {Counted(found.Worse.Count(), "measure")} of {found.Rows.Count} worse. {accept}";
        if (found.Rows.Count == 0) return "could not judge: no run observed any of the measures";
        if (found.Unjudged.Any()) return $"could not judge: {Counted(found.Unjudged.Count(), "measure")} of {found.Rows.Count}. {accept}";
        int open = found.Inconclusive.Count();
        if (report.Strict && open > 0) return $"could not judge: {Counted(open, "measure")} of {found.Rows.Count} inconclusive (--strict)";
        return "passed: nothing is certainly worse" + (open > 0 ? $", and {Counted(open, "measure")} inconclusive" : "");
    }

    public static string? Parting(Divergence? divergence)
    {
        if (divergence is not { } d) return null;
        string run = d.Run.Cell.Coordinates.Count == 0 ? $"seed {d.Run.Seed}"
            : $"seed {d.Run.Seed} of ({BaselinePairs.NameOf(d.Run.Cell)})";
        if (!d.Located) return $"first run that differs: {run}; the baseline kept no decisions of it";
        if (d.From is not { } from) return $"{run} decides the same: only messages, or what is measured, differ";
        string before = d.Before is { } b ? $"; the baseline: {Event(b)}" : "";
        if (d.Decisions.Count == 0) return $"first divergence: {run} ends after {from} decisions{before}";
        string now = Event(DecisionRuns.MarkOf(d.Decisions[0]));
        if (d.IsExact) return $"first divergence: {run}, decision {from}: {now}{before}";
        return $"first divergence: {run}, one of the decisions {from} to {d.To - 1}, from {now} to {Event(DecisionRuns.MarkOf(d.Decisions[^1]))}";
    }

    public static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Event(DecisionMark e) => $"{e.Microseconds / 1_000_000m:0.000000} s, node {e.Node}, {e.Kind} of user {e.User}";

    private static string Number(ComparedMeasure row, double value) => Plain(row, value) + (row.IsShare ? " %" : "");

    private static string Plain(ComparedMeasure row, double value) => NumberText.Of(row.IsShare ? 100 * value : value);

    private static string Signed(ComparedMeasure row, double value) => (value > 0 ? "+" : "") + Plain(row, value);

    private static string Points(ComparedMeasure row) => row.IsShare ? " pp" : "";
}

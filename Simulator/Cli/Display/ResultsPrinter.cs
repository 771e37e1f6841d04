using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Display;

/// <summary>The answer of run, sweep, resume and report: one table, or one JSON object.</summary>
internal static class ResultsPrinter
{
    /// <summary>Also in a file, a line that can still be read.</summary>
    private const int WidestTable = 160;

    public static void Print(VerbContext context, ResultsFolder folder)
    {
        Plan plan = folder.Plan;
        IReadOnlyList<CellSummary> cells = folder.Summaries;
        int missing = folder.Wanted().Count;
        if (context.Json)
        {
            context.Terminal.Answer(JsonSummary.Write(plan, cells).TrimEnd());
            if (missing > 0) context.Terminal.Warning(Incomplete(plan, missing));
            return;
        }
        context.Terminal.Answer(context.Terminal.Strong(Headline(plan, cells)));
        if (plan.Question.Length > 0) context.Terminal.Answer(plan.Question);
        context.Terminal.Answer("");
        int width = Math.Min(Terminal.OutputWidth, WidestTable);
        string[] shown = [.. plan.Measures];
        TextTable table = plan.Axes.Count == 0 ? OneCell(plan, cells) : ManyCells(plan, cells, shown);
        // Wrapped numbers cannot be compared: rather fewer measures than narrower ones.
        while (plan.Axes.Count > 0 && shown.Length > 1 && table.NaturalWidth > width) table = ManyCells(plan, cells, shown = shown[..^1]);
        foreach (string line in table.Lines(width)) context.Terminal.Answer(line);
        context.Terminal.Answer("");
        context.Terminal.Answer("mean [95 % interval]; '<=' is the upper bound where nothing was observed");
        if (shown.Length < plan.Measures.Count)
            context.Terminal.Answer($"in cells.csv and the report too: {string.Join(", ", plan.Measures.Skip(shown.Length))}");
        Thresholds(context.Terminal, plan, cells);
        if (folder.Manifest.Until is { } goal)
        {
            context.Terminal.Answer(PrecisionText.Sentence(plan, folder.Entries, goal));
            context.Terminal.Answer(PrecisionText.Bias);
        }
        if (missing > 0) context.Terminal.Answer($"INCOMPLETE: {Incomplete(plan, missing)}");
        context.Terminal.Answer($"report: {System.IO.Path.Combine(folder.Path, "report.html")}");
    }

    /// <summary>The verdict on each threshold of a plan; nothing if there are none.</summary>
    internal static void Thresholds(Terminal terminal, Plan plan, IReadOnlyList<CellSummary> cells)
    {
        if (plan.Thresholds.Count == 0) return;
        terminal.Answer("thresholds, judged on the end of the 95 % interval:");
        foreach (ThresholdVerdict verdict in ThresholdVerdict.Of(plan.Thresholds, cells)) terminal.Answer($"  {ThresholdText.Line(verdict)}");
    }

    private static string Headline(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        string grid = plan.Cells.Count == 1 ? "1 cell" : $"{plan.Cells.Count} cells";
        string seeds = plan.Seeds.Count == 1 ? $"seed {plan.Seeds[0]}" : SeedCount.Text(cells);
        return $"{plan.Name}  plan {plan.Hash}  {grid} x {seeds}";
    }

    private static string Incomplete(Plan plan, int missing) =>
        $"{missing} of {plan.Runs} runs are missing or failed; the numbers are over the others";

    /// <summary>One cell: a line per measure.</summary>
    private static TextTable OneCell(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        TextTable table = new("measure", "mean", "95 % interval", "n", "unit");
        if (cells.Count == 0) return table;
        foreach (MeasureSummary measure in Shown(plan, cells[0]))
        {
            string interval = measure is { Low: { } low, High: { } high } ? $"[{NumberText.Of(low)}, {NumberText.Of(high)}]" : "-";
            table.Add(measure.Name, Mean(measure), interval, $"{measure.N}", Measures.Get(measure.Name).Unit);
        }
        return table;
    }

    /// <summary>A grid: a line per cell, the plan's measures as columns.</summary>
    private static TextTable ManyCells(Plan plan, IReadOnlyList<CellSummary> cells, string[] measures)
    {
        TextTable table = new([.. plan.Axes.Select(a => a.Path), .. measures]);
        foreach (CellSummary cell in cells)
        {
            Dictionary<string, MeasureSummary> found = cell.Measures.ToDictionary(m => m.Name);
            table.Add([
                .. cell.Cell.Coordinates.Select(c => c.Text),
                .. measures.Select(m => found.TryGetValue(m, out MeasureSummary? summary) ? WithInterval(summary) : "-"),
            ]);
        }
        return table;
    }

    /// <summary>The plan's measures first, in its order, then the others.</summary>
    private static IEnumerable<MeasureSummary> Shown(Plan plan, CellSummary cell)
    {
        Dictionary<string, MeasureSummary> found = cell.Measures.ToDictionary(m => m.Name);
        foreach (string name in plan.Measures)
            if (found.Remove(name, out MeasureSummary? first)) yield return first;
        foreach (MeasureSummary other in cell.Measures)
            if (found.ContainsKey(other.Name)) yield return other;
    }

    private static string Mean(MeasureSummary measure)
    {
        if (measure.UpperBoundOnly && measure.High is { } high) return $"<= {NumberText.Of(high)}";
        return measure.Mean is { } mean ? NumberText.Of(mean) : "-";
    }

    private static string WithInterval(MeasureSummary measure) =>
        !measure.UpperBoundOnly && measure is { Mean: not null, Low: { } low, High: { } high }
            ? $"{Mean(measure)} [{NumberText.Of(low)}, {NumberText.Of(high)}]"
            : Mean(measure);
}

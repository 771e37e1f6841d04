using System.Text.Json;
using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using ReportNumbers = Fleek.Analysis.Reporting.NumberText;

namespace Fleek.Sim.Cli.Checking;

/// <summary><c>baseline show</c> and <c>baseline diff</c>: what was accepted, for people who review it.</summary>
internal static class BaselineShow
{
    /// <summary>Every baseline of a folder, a line each.</summary>
    public static int List(VerbContext context, string folder)
    {
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
            throw new BaselineException($"there is no baseline in {folder}", "make one: fleek-sim baseline accept <scenario> --reason \"...\"");
        Baseline[] all = [.. files.Select(BaselineFile.Read)];
        if (context.Json)
        {
            context.Terminal.Answer(JsonSerializer.Serialize(new { baselines = all.Select(Facts) }, JsonText.Options));
            return ExitCode.Ok;
        }
        TextTable table = new("scenario", "plan", "cells", "seeds", "measures", "date", "reason");
        foreach (Baseline b in all)
            table.Add(b.Scenario, b.Plan, $"{b.Cells.Count}", $"{b.Seeds.Count}", $"{b.Measures.Count}", b.Date ?? "-", b.Reason);
        foreach (string line in table.Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    /// <summary>One baseline with the means and intervals of its cells.</summary>
    public static int One(VerbContext context, string path)
    {
        Baseline baseline = BaselineFile.Read(path);
        if (context.Json)
        {
            context.Terminal.Answer(JsonSerializer.Serialize(Whole(baseline), JsonText.Options));
            return ExitCode.Ok;
        }
        string date = baseline.Date is null ? "" : $" on {baseline.Date}";
        context.Terminal.Answer($"{path}: {baseline.Scenario}, accepted{date}: {baseline.Reason}");
        context.Terminal.Answer($"  plan {baseline.Plan}, {ChangeText.Counted(baseline.Cells.Count, "cell")} x {ChangeText.Counted(baseline.Seeds.Count, "seed")}, "
            + $"engine {baseline.Engine}, version {baseline.Version}, {baseline.Architecture}");
        TextTable table = new(["cell", .. baseline.Measures]);
        foreach (BaselineCell cell in baseline.Cells)
            table.Add([BaselineDifference.NameOf(cell) is { Length: > 0 } name ? name : "base", .. BaselineDifference.Summarise(baseline, cell).Select(ReportNumbers.Of)]);
        foreach (string line in table.Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    /// <summary>What is different between two baselines; fails nothing.</summary>
    public static int Difference(VerbContext context, string before, string now)
    {
        Baseline old = BaselineFile.Read(before), recent = BaselineFile.Read(now);
        string[] measures = [.. recent.Measures.Union(old.Measures)];
        return CompareVerb.Answer(context, before, now, BaselineDifference.Pair(old, recent), measures, _ => Comparison.DefaultTolerance);
    }

    private static object Facts(Baseline b) => new
    {
        scenario = b.Scenario, plan = b.Plan, cells = b.Cells.Count, seeds = b.Seeds.Count, measures = b.Measures, date = b.Date, reason = b.Reason,
        engine = b.Engine,
    };

    private static object Whole(Baseline b) => new
    {
        facts = Facts(b),
        cells = b.Cells.Select(c => new
        {
            cell = c.Id,
            axes = c.Axes.ToDictionary(a => a.Key, a => a.Value),
            measures = BaselineDifference.Summarise(b, c).ToDictionary(m => m.Name, m => new { mean = m.Mean, low = m.Low, high = m.High, n = m.N }),
        }),
    };
}

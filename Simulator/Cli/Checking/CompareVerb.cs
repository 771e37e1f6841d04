using System.Text.Json;
using Fleek.Analysis.Comparing;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary><c>compare</c>: the statistics of <c>check</c> between two results folders. It tells, and fails nothing.</summary>
internal static class CompareVerb
{
    public static int Run(VerbContext context, string before, string now)
    {
        ResultsFolders.RequireFolder(before);
        ResultsFolders.RequireFolder(now);
        if (System.IO.Path.GetFullPath(before) == System.IO.Path.GetFullPath(now))
            throw CommandException.Usage("both folders are the same one");
        using ResultsFolder old = PlanStore.Open(before);
        using ResultsFolder recent = PlanStore.Open(now);
        FolderPairs pairs = FolderPairs.Of(old, recent);
        string[] measures = [.. recent.Plan.Measures.Union(old.Plan.Measures)];
        return Answer(context, before, now, pairs, measures, m => recent.Plan.Tolerances.GetValueOrDefault(m, Comparison.DefaultTolerance));
    }

    /// <summary>Judges pairs of runs and shows what is different.</summary>
    /// <param name="before">Where the earlier ones are, as they were named.</param>
    public static int Answer(
        VerbContext context, string before, string now, FolderPairs pairs, IReadOnlyList<string> measures, Func<string, double> tolerance)
    {
        if (pairs.Cells.Count == 0)
        {
            throw new CommandException(ExitCode.CouldNotJudge, $"{before} and {now} have no cell with a seed in common",
                "they need the same axes with the same values, and the same seeds");
        }
        ComparisonReport found = Comparison.Judge(pairs.Cells, measures, tolerance);
        if (context.Json) context.Terminal.Answer(Json(before, now, pairs, found));
        else foreach (string line in Lines(before, now, pairs, found)) context.Terminal.Answer(line);
        if (found.Rows.Count > 0 || found.Unchanged) return ExitCode.Ok;
        throw new CommandException(ExitCode.CouldNotJudge, "no run observed any measure of both");
    }

    private static IEnumerable<string> Lines(string before, string now, FolderPairs pairs, ComparisonReport found)
    {
        yield return $"{before} -> {now}";
        yield return $"  {ChangeText.Counted(pairs.Cells.Count, "cell")}, {ChangeText.Counted(found.Runs, "pair")} of runs with the same seed; "
            + (found.Unchanged ? "all did the same" : $"{found.Differing} did not do the same");
        if (pairs.OtherSettings > 0) yield return $"  {ChangeText.Counted(pairs.OtherSettings, "cell")} with other settings besides the axes";
        if (pairs.Unpaired is { Cells: > 0 } or { Runs: > 0 })
            yield return $"  not compared: {ChangeText.Counted(pairs.Unpaired.Cells, "cell")}, {ChangeText.Counted(pairs.Unpaired.Runs, "run")} without a partner";
        if (found.Unchanged) yield break;
        foreach (string line in TextFormat.Table(found, "before", Terminal.OutputWidth)) yield return line;
        yield return $"certain at {100 * Comparison.FamilyLevel:0} % for all {ChangeText.Counted(found.Tests, "test")} together: "
            + $"{Count(found, ChangeVerdict.Worse, ChangeVerdict.Tolerated)} worse, {Count(found, ChangeVerdict.Better)} better, "
            + $"{Count(found, ChangeVerdict.Different)} different";
    }

    private static int Count(ComparisonReport found, params ChangeVerdict[] verdicts) => found.Rows.Count(r => verdicts.Contains(r.Verdict));

    private static string Json(string before, string now, FolderPairs pairs, ComparisonReport found) => JsonSerializer.Serialize(
        new
        {
            before,
            now,
            cells = pairs.Cells.Count,
            cells_with_other_settings = pairs.OtherSettings,
            cells_unpaired = pairs.Unpaired.Cells,
            runs_unpaired = pairs.Unpaired.Runs,
            pairs = found.Runs,
            pairs_that_differ = found.Differing,
            tests = found.Tests,
            family_level = Comparison.FamilyLevel,
            measures = found.Rows.Select(JsonFormat.Row),
        },
        JsonText.Options);
}

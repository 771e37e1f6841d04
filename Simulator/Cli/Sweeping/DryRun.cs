using System.Text.Json;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Says what a plan would run, and runs nothing.</summary>
internal static class DryRun
{
    /// <param name="folder">The plan's folder, if there is one.</param>
    public static void Print(VerbContext context, Plan plan, ResultsFolder? folder, string path, int jobs)
    {
        int done = 0;
        int failed = 0;
        foreach (ulong seed in plan.Seeds)
        {
            foreach (Cell cell in plan.Cells)
            {
                if (folder is null || !folder.Entries.TryGetValue(new RunKey(cell.Id, seed), out JournalEntry? entry)) continue;
                if (entry.Status == RunStatus.Done) done++;
                else failed++;
            }
        }
        if (context.Json) PrintJson(context.Terminal, plan, path, done, failed);
        else PrintText(context.Terminal, plan, folder, path, done, failed, jobs);
    }

    private static void PrintText(Terminal terminal, Plan plan, ResultsFolder? folder, string path, int done, int failed, int jobs)
    {
        terminal.Answer($"{plan.Name}   plan {plan.Hash}   {Grid(plan)} x {plan.Seeds.Count} seeds = {plan.Runs} runs");
        int width = plan.Axes.Select(a => a.Path.Length).DefaultIfEmpty(0).Max();
        foreach (Axis axis in plan.Axes)
            terminal.Answer($"  {axis.Path.PadRight(width)}  {string.Join("  ", axis.Values.Select(v => v.Text))}");
        int toRun = plan.Runs - done;
        string split = failed > 0 ? $" ({toRun - failed} new, {failed} failed last time)" : "";
        terminal.Answer($"  already done {done}   to run {toRun}{split}");
        terminal.Answer($"  {Estimate(plan, folder, done, jobs)}, in {path}");
        if (plan.Runs > Planner.RunLimit) terminal.Answer($"  more than {Planner.RunLimit} runs: needs --yes");
    }

    private static string Grid(Plan plan)
    {
        if (plan.Axes.Count == 0) return "1 cell";
        int all = plan.Cells.Count + plan.ExcludedCells;
        string product = plan.Axes.Count > 1 ? string.Join(" x ", plan.Axes.Select(a => a.Values.Count)) + " = " : "";
        return plan.ExcludedCells == 0
            ? $"{product}{all} cells"
            : $"{product}{all} cells, {plan.ExcludedCells} excluded by 'where' -> {plan.Cells.Count}";
    }

    private static string Estimate(Plan plan, ResultsFolder? folder, int done, int jobs)
    {
        if (folder is null || done == 0) return "no estimate before the first run has finished";
        WorkEstimate work = new(plan, folder.Entries);
        double milliseconds = ResultsFolders.Missing(folder).Sum(t => work.MillisecondsOf(t.Cell.Id)) / jobs;
        string on = jobs == 1 ? "1 job" : $"{jobs} jobs";
        return $"estimate ~{NumberText.Span(TimeSpan.FromMilliseconds(milliseconds))} on {on} (from {done} finished runs)";
    }

    private static void PrintJson(Terminal terminal, Plan plan, string path, int done, int failed) =>
        terminal.Answer(JsonSerializer.Serialize(
            new
            {
                scenario = plan.Name,
                plan = plan.Hash,
                cells = plan.Cells.Count,
                excluded = plan.ExcludedCells,
                seeds = plan.Seeds.Count,
                runs = plan.Runs,
                done,
                failed,
                to_run = plan.Runs - done,
                folder = path,
                axes = plan.Axes.ToDictionary(a => a.Path, a => a.Values.Select(v => v.Text)),
            },
            JsonText.Options));
}

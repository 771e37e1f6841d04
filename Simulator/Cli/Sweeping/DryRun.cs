using System.Text.Json;
using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Says what a plan would run, and runs nothing.</summary>
internal static class DryRun
{
    /// <param name="folder">The plan's folder, if there is one.</param>
    public static void Print(VerbContext context, Plan plan, ResultsFolder? folder, string path, SweepOptions options)
    {
        int done = 0;
        int failed = 0;
        foreach (ulong seed in plan.Seeds)
        {
            foreach (Cell cell in plan.Cells)
            {
                if (folder?.Find(new RunKey(cell.Id, seed)) is not { } entry) continue;
                if (entry.Status == RunStatus.Done) done++;
                else failed++;
            }
        }
        if (context.Json) PrintJson(context.Terminal, plan, path, done, failed, options.Until);
        else PrintText(context.Terminal, plan, folder, path, (done, failed), options);
    }

    private static void PrintText(
        Terminal terminal, Plan plan, ResultsFolder? folder, string path, (int Done, int Failed) runs, SweepOptions options)
    {
        (int done, int failed) = runs;
        string most = options.Until is null ? "" : "at most ";
        terminal.Answer($"{plan.Name}   plan {plan.Hash}   {Grid(plan)} x {most}{plan.Seeds.Count} seeds = {most}{plan.Runs} runs");
        int width = plan.Axes.Select(a => a.Path.Length).DefaultIfEmpty(0).Max();
        foreach (Axis axis in plan.Axes)
            terminal.Answer($"  {axis.Path.PadRight(width)}  {string.Join("  ", axis.Values.Select(v => v.Text))}");
        if (options.Until is { } goal)
        {
            terminal.Answer($"  {PrecisionText.Goal(goal)}");
            terminal.Answer($"  looks after {string.Join(", ", SeedLooks.UpTo(plan.Seeds.Count))} seeds");
            terminal.Answer($"  already done {done}, in {path}");
            return;
        }
        int toRun = plan.Runs - done;
        string split = failed > 0 ? $" ({toRun - failed} new, {failed} failed last time)" : "";
        terminal.Answer($"  already done {done}   to run {toRun}{split}");
        terminal.Answer($"  {Estimate(plan, folder, done, options.Jobs)}, in {path}");
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
        double milliseconds = folder.Wanted().Sum(t => work.MillisecondsOf(t.Cell.Id)) / jobs;
        string on = jobs == 1 ? "1 job" : $"{jobs} jobs";
        return $"estimate ~{Display.NumberText.Span(TimeSpan.FromMilliseconds(milliseconds))} on {on} (from {done} finished runs)";
    }

    private static void PrintJson(Terminal terminal, Plan plan, string path, int done, int failed, PrecisionGoal? until) =>
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
                to_run = until is null ? plan.Runs - done : (int?)null,
                until = until is null ? null : new { measure = until.Measure, share = until.Share, negligible = until.Negligible },
                folder = path,
                axes = plan.Axes.ToDictionary(a => a.Path, a => a.Values.Select(v => v.Text)),
            },
            JsonText.Options));
}

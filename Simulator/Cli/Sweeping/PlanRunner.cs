using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Runs what is missing of a plan in its results folder and answers with table, report and exit code.</summary>
internal static class PlanRunner
{
    /// <summary>A trace has a line per event: more files than this need --yes.</summary>
    private const int TraceLimit = 32;

    public static int Run(Plan plan, VerbContext context, SweepOptions options, IReadOnlyList<string> replayFlags)
    {
        if (options.Trace && plan.Cells[0].Scenario.IsStudy)
            throw CommandException.Usage($"{plan.Name} is a study without messages: there is nothing to trace", "leave --trace out");
        string path = ResultsFolders.Choose(context.Out, plan, options.Fresh);
        if (options.DryRun)
        {
            bool exists = File.Exists(System.IO.Path.Combine(path, "manifest.json"));
            using ResultsFolder? existing = exists ? PlanStore.Open(path) : null;
            DryRun.Print(context, plan, existing, path, options);
            return ExitCode.Ok;
        }
        InputFiles inputs = InputFiles.Load(plan);
        using ResultsFolder folder = ResultsFolder.Create(path, plan, EngineIdentity.Current, ShellCommand.Of(context.Terminal.Arguments), options.Until);
        return Run(folder, inputs, context, options, replayFlags);
    }

    /// <summary>Goes on in a folder that exists.</summary>
    public static int RunIn(ResultsFolder folder, VerbContext context, SweepOptions options, IReadOnlyList<string> replayFlags)
    {
        if (options.Fresh) return Run(folder.Plan, context, options with { Until = folder.Manifest.Until }, replayFlags);
        if (options.DryRun)
        {
            DryRun.Print(context, folder.Plan, folder, folder.Path, options with { Until = folder.Manifest.Until });
            return ExitCode.Ok;
        }
        return Run(folder, InputFiles.Load(folder.Plan), context, options, replayFlags);
    }

    private static int Run(
        ResultsFolder folder, InputFiles inputs, VerbContext context, SweepOptions options, IReadOnlyList<string> replayFlags)
    {
        Terminal terminal = context.Terminal;
        EngineInfo engine = EngineIdentity.Current;
        using Interrupts interrupts = new();
        TraceFiles? traces = options.Trace ? new TraceFiles(folder) : null;
        RunResult Simulate(RunTask task, CancellationToken cancel) => traces is null
            ? CellRunner.Run(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), null, cancel)
            : traces.Run(task, inputs.Of(task.Cell.Scenario), cancel);

        Canaries.Check(folder, engine, options, terminal,
            task => CellRunner.Run(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), null, interrupts.Now));
        RunRounds rounds = new(folder, options.Fresh ? ReusableRuns.None : ReusableRuns.BesideOf(folder, engine.Fingerprint));
        IReadOnlyList<RunTask> tasks = rounds.Next([]);
        if (traces is not null) tasks = TracedTasks(folder, traces, options);
        if (rounds.Reused > 0) terminal.Note($"{rounds.Reused} finished runs of the same cells taken from other plans of {folder.Plan.Name}");
        Announce(folder, tasks.Count, terminal);

        (SweepOutcome outcome, int signal) = RunTasks(tasks, rounds, folder, options, context, interrupts, Simulate);
        // From here on Ctrl-C ends the program as usual: every row is stored, only tables would be missing.
        interrupts.Dispose();
        traces?.Announce(terminal);
        FailureLog.Write(folder, outcome);
        FailureReport.Print(terminal, folder.Plan, outcome, replayFlags);
        if (outcome.StoreProblem is ResultsFolderException problem)
        {
            terminal.Error(problem.Message, problem.Help);
            terminal.Say(ResumeLine(folder.Path));
            return ExitCode.RunsFailed;
        }
        if (signal != 0)
        {
            folder.FinishManifest();
            int left = folder.Wanted().Count;
            terminal.Say(folder.Manifest.Until is null
                ? $"stopped: {left} of {folder.Plan.Runs} runs are left"
                : $"stopped: {left} runs are left before the next look");
            terminal.Say(ResumeLine(folder.Path));
            return signal;
        }
        return Answer(folder, context, options, outcome);
    }

    private static void Announce(ResultsFolder folder, int toRun, Terminal terminal)
    {
        int done = folder.Entries.Values.Count(e => e.Status == RunStatus.Done);
        if (folder.Manifest.Until is { } goal)
            terminal.Note($"{PrecisionText.Goal(goal)}; {done} runs are there already, {toRun} to run before the next look");
        else if (folder.Plan.Runs - folder.Wanted().Count is > 0 and var before)
            terminal.Note($"{before} of {folder.Plan.Runs} runs are there already; {toRun} to run");
    }

    private static IReadOnlyList<RunTask> TracedTasks(ResultsFolder folder, TraceFiles traces, SweepOptions options)
    {
        if (folder.Plan.Runs > TraceLimit && !options.Yes)
        {
            throw CommandException.Usage($"--trace would write {folder.Plan.Runs} trace files, more than {TraceLimit}",
                "one seed is often enough: --seed 1; or go ahead with --yes");
        }
        // A finished run has no trace yet: it is run again, and must end the same.
        List<RunTask> all = [];
        foreach (ulong seed in folder.Plan.Seeds)
            foreach (Cell cell in folder.Plan.Cells) all.Add(new RunTask(cell, seed));
        return [.. all.Where(t => !ResultsFolders.IsDone(folder, t.Key) || !traces.Exists(t))];
    }

    private static (SweepOutcome Outcome, int Signal) RunTasks(
        IReadOnlyList<RunTask> tasks, RunRounds rounds, ResultsFolder folder, SweepOptions options, VerbContext context, Interrupts interrupts,
        Func<RunTask, CancellationToken, RunResult> simulate)
    {
        ProgressBoard board = new(folder.Plan, tasks, new WorkEstimate(folder.Plan, folder.Entries), options.Jobs);
        SweepOutcome outcome = SweepOutcome.Nothing;
        if (tasks.Count == 0) return (outcome, 0);
        using ProgressDisplay display = new(board, context.Progress, context.Terminal);
        interrupts.Tell(signals => display.Announce(signals > 1 ? "stopping now" : Farewell(board.RunningCount)));
        while (true)
        {
            SweepOptions left = options with { MaxFailures = options.MaxFailures - outcome.Failed.Count };
            SweepRunner runner = new(left, EngineIdentity.Current.Fingerprint, simulate, folder.Append, board, interrupts);
            outcome = outcome.Then(runner.Run(tasks));
            if (interrupts.Requested || outcome.Ended || folder.Manifest.Until is null) break;
            tasks = rounds.Next([.. outcome.Failed.Select(f => f.Cell.Id).Distinct()]);
            if (tasks.Count == 0) break;
            board.Add(tasks);
        }
        return (outcome, interrupts.ExitCodeOfSignal);
    }

    /// <summary>A signal may come between two runs.</summary>
    private static string Farewell(int running) => running == 0
        ? "stopping before the next run; press again to stop now"
        : $"finishing {Counted(running, "run")}; press again to stop now";

    private static int Answer(ResultsFolder folder, VerbContext context, SweepOptions options, SweepOutcome outcome)
    {
        Terminal terminal = context.Terminal;
        try
        {
            folder.FinishManifest();
            folder.WriteTables();
            folder.WriteReport();
        }
        catch (ResultsFolderException problem)
        {
            terminal.Error(problem.Message, problem.Help);
            return ExitCode.RunsFailed;
        }
        ResultsPrinter.Print(context, folder);
        if (options.OpenReport) ReportOpener.Open(System.IO.Path.Combine(folder.Path, "report.html"), terminal);
        int invariant = outcome.Failed.Any(f => f.Invariant) ? ExitCode.InvariantBroke : ExitCode.Ok;
        int failed = outcome.Failed.Count > 0 || outcome.NotRun > 0 ? ExitCode.RunsFailed : ExitCode.Ok;
        return ExitCode.Gravest(invariant, failed, OfThresholds(folder.Plan, folder.Plan.Thresholds.Count == 0 ? [] : folder.Summaries, terminal));
    }

    /// <summary>Says which thresholds are not kept, and gives the exit code for them.</summary>
    internal static int OfThresholds(Plan plan, IReadOnlyList<CellSummary> cells, Terminal terminal)
    {
        if (plan.Thresholds.Count == 0) return ExitCode.Ok;
        IReadOnlyList<ThresholdVerdict> verdicts = ThresholdVerdict.Of(plan.Thresholds, cells);
        // The exit code's reason, also where the answer went to a file.
        foreach (ThresholdVerdict verdict in verdicts.Where(v => v.State != ThresholdState.Met)) terminal.Error($"threshold {ThresholdText.Line(verdict)}");
        if (verdicts.Any(v => v.State == ThresholdState.Crossed)) return ExitCode.ThresholdCrossed;
        return verdicts.Any(v => v.State == ThresholdState.Unknown) ? ExitCode.CouldNotJudge : ExitCode.Ok;
    }

    private static string ResumeLine(string path) => $"resume with: {ShellCommand.Of(["resume", path])}";

    private static string Counted(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

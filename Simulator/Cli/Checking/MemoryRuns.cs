using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Checking;

/// <summary>
/// Runs a whole plan and keeps its rows in memory. A gate reads no row that an earlier command left behind: what it judges is what this
/// build does now.
/// </summary>
/// <param name="otherwise">What stops or fails leaves behind, in words.</param>
internal sealed class MemoryRuns(
    VerbContext context, Plan plan, int jobs, IReadOnlyList<string> replayFlags, string otherwise = "nothing was judged")
{
    private readonly Dictionary<RunKey, RunResult> _results = [];

    /// <summary>Every run of the plan.</summary>
    /// <exception cref="CommandException">A run failed, or somebody stopped it.</exception>
    public IReadOnlyDictionary<RunKey, RunResult> Run(Simulation simulate)
    {
        List<RunTask> tasks = [];
        foreach (ulong seed in plan.Seeds)
            foreach (Cell cell in plan.Cells) tasks.Add(new RunTask(cell, seed));
        using Interrupts interrupts = new(atOnce: true);
        ProgressBoard board = new(plan, tasks, new WorkEstimate(plan, new Dictionary<RunKey, JournalEntry>()), jobs);
        SweepOutcome outcome;
        using (ProgressDisplay display = new(board, context.Progress, context.Terminal))
        {
            interrupts.Tell(_ => display.Announce("stopping now"));
            SweepRunner runner = new(new SweepOptions { Jobs = jobs }, EngineIdentity.Current.Fingerprint,
                (task, cancel) => simulate(task, null, cancel), Keep, board, interrupts);
            outcome = runner.Run(tasks);
        }

        if (interrupts.Requested)
            throw new CommandException(interrupts.ExitCodeOfSignal, $"stopped: {otherwise}");
        if (outcome.Failed.Count == 0 && outcome.NotRun == 0) return _results;
        FailureReport.Print(context.Terminal, plan, outcome, replayFlags);
        throw new CommandException(
            outcome.Failed.Any(f => f.Invariant) ? ExitCode.InvariantBroke : ExitCode.RunsFailed,
            $"{outcome.Failed.Count} of {plan.Runs} runs failed: {otherwise}");
    }

    private void Keep(JournalEntry entry)
    {
        if (entry.Result is { } result) _results[entry.Key] = result;
    }
}

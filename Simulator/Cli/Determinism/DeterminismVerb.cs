using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Determinism;

/// <summary><c>determinism</c>: the same run in ways that must not matter.</summary>
internal static class DeterminismVerb
{
    public static int Run(VerbContext context, CellOptions flags, int? jobs)
    {
        Plan plan = flags.Plan(context);
        InputFiles inputs = InputFiles.Load(plan);
        using Interrupts interrupts = new(atOnce: true);
        DeterminismCheck check = new(plan.Cells[0], interrupts, runs => Begin(context, plan, runs, interrupts));
        // One job is what the other ways have.
        int several = Math.Max(2, jobs ?? Environment.ProcessorCount);
        DeterminismReport? report = check.Run(
            DeterminismCheck.Ways(plan.Seeds[0], several, InProcess.With(inputs), ChildRun.Of(plan)));
        if (report is null)
        {
            context.Terminal.Say("stopped: nothing was decided");
            return interrupts.ExitCodeOfSignal;
        }
        DeterminismPrinter.Print(context, plan, report);
        return report.OneTracePerSeed ? ExitCode.Ok : ExitCode.InvariantBroke;
    }

    private static DeterminismCheck.Stage Begin(VerbContext context, Plan plan, int runs, Interrupts interrupts)
    {
        RunTask[] tasks = [.. Enumerable.Repeat(new RunTask(plan.Cells[0], plan.Seeds[0]), runs)];
        ProgressBoard board = new(plan, tasks, new WorkEstimate(plan, new Dictionary<RunKey, JournalEntry>()), 1);
        ProgressDisplay display = new(board, context.Progress, context.Terminal);
        interrupts.Tell(_ => display.Announce("stopping now"));
        return new DeterminismCheck.Stage(board, display);
    }
}

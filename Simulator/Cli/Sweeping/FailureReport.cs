using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Lists failed runs, each with the command that shows it again.</summary>
internal static class FailureReport
{
    /// <summary>A sweep that fails everywhere need not say so a thousand times.</summary>
    private const int LongestList = 20;

    public static void Print(Terminal terminal, Plan plan, SweepOutcome outcome, IReadOnlyList<string> replayFlags)
    {
        foreach (FailedRun failed in outcome.Failed.Take(LongestList))
        {
            terminal.Error($"cell {failed.Cell.Index} seed {failed.Seed}: {failed.Error}");
            terminal.Say($"  again: {ShellCommand.Of(plan, failed.Cell, failed.Seed, replayFlags)}");
            if (terminal.Verbose) terminal.Say(failed.Problem.ToString());
        }
        int more = outcome.Failed.Count - LongestList;
        if (more > 0) terminal.Say($"and {more} more failed runs; the journal has them all");
        if (outcome.StoppedBecause is not null) terminal.Error($"stopped: {outcome.StoppedBecause}; {outcome.NotRun} runs not done");
    }
}

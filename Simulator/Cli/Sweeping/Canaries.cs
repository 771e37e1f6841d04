using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Decides with evidence whether this build may add to rows of another: two finished runs are run again, and their traces
/// compared.
/// </summary>
internal static class Canaries
{
    /// <exception cref="CommandException">The builds behave differently and --mix-builds was not given.</exception>
    public static void Check(
        ResultsFolder folder, EngineInfo engine, SweepOptions options, Terminal terminal, Func<RunTask, RunResult> simulate)
    {
        List<RunTask> foreign = Foreign(folder, engine.Fingerprint);
        if (foreign.Count == 0) return;
        RunTask[] canaries = foreign.Count == 1 ? [foreign[0]] : [foreign[0], foreign[^1]];
        terminal.Note($"{foreign.Count} finished runs are of another build; running {canaries.Length} of them again to compare");
        foreach (RunTask canary in canaries)
        {
            ulong stored = folder.Find(canary.Key)!.Result!.TraceHash;
            ulong now = simulate(canary).TraceHash;
            if (stored == now) continue;
            if (options.MixBuilds)
            {
                terminal.Warning("this build behaves differently; mixing its rows with the other's as asked (--mix-builds)");
                return;
            }
            throw new CommandException(ExitCode.CouldNotJudge,
                $"{folder.Path} holds runs of another build, and this one behaves differently "
                + $"(cell {canary.Cell.Id}, seed {canary.Seed}: trace {stored:x16} then, {now:x16} now)",
                "--fresh starts a new folder beside it; --mix-builds adds to it, and the report says so");
        }
        terminal.Note("the new build behaves identically; going on");
    }

    private static List<RunTask> Foreign(ResultsFolder folder, string fingerprint)
    {
        List<RunTask> foreign = [];
        foreach (var cell in folder.Plan.Cells)
        {
            foreach (ulong seed in folder.Plan.Seeds)
            {
                RunTask task = new(cell, seed);
                if (folder.Find(task.Key) is { Status: RunStatus.Done } entry && entry.Engine != fingerprint) foreign.Add(task);
            }
        }
        return foreign;
    }
}

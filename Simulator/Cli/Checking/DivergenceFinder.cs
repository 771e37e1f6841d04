using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>
/// Finds where a run parted from its baseline: once again with a hash after every few decisions, and once more keeping those between the
/// last hash that is equal and the first that is not.
/// </summary>
internal sealed class DivergenceFinder(Plan plan, Baseline baseline, Simulation simulate, IReadOnlyList<string> replayFlags)
{
    /// <summary>Of a run whose trace or one of these measures differs; null where none does.</summary>
    public Divergence? Find(IReadOnlyList<CellPair> pairs, IReadOnlyList<string> measures)
    {
        (CellPair Cell, PairedRun Run)[] differing =
            [.. pairs.SelectMany(c => c.Runs.Where(r => !r.IsSame(measures)).Select(r => (c, r)))];
        if (differing.Length == 0) return null;
        foreach ((CellPair pair, PairedRun run) in differing)
        {
            DecisionRungs? kept = baseline.Cells.First(c => c.Id == pair.Id).Decisions;
            if (kept is null || run.Seed != baseline.Seeds[0]) continue;
            return Locate(Task(pair, run), kept);
        }
        RunTask first = Task(differing[0].Cell, differing[0].Run);
        return new Divergence(first, false, null, null, [], Replay(first, null));
    }

    private RunTask Task(CellPair pair, PairedRun run) => new(plan.Cells.First(c => c.Id == pair.Id), run.Seed);

    private Divergence Locate(RunTask task, DecisionRungs kept)
    {
        DecisionTrail whole = new();
        simulate(task, new RunObserver { Decisions = whole }, CancellationToken.None);
        if (DecisionRungs.FirstDifference(kept, DecisionRuns.Kept(whole)) is not { } interval)
            return new Divergence(task, true, null, null, [], Replay(task, null));
        DecisionTrail part = new(record: new EffectInterval(interval.From, interval.To));
        simulate(task, new RunObserver { Decisions = part }, CancellationToken.None);
        return new Divergence(task, true, interval.From, interval.To, part.Recorded, Replay(task, part.Recorded));
    }

    /// <summary>Up to just after the last decision that may be the one.</summary>
    private string Replay(RunTask task, IReadOnlyList<TracedEffect>? around)
    {
        List<string> args = ["replay", plan.Name, .. replayFlags];
        for (int i = 0; i < plan.Axes.Count; i++) args.AddRange(["--set", $"{plan.Axes[i].Path}={task.Cell.Coordinates[i].SetText}"]);
        args.AddRange(["--seed", $"{task.Seed}"]);
        if (around is { Count: > 0 }) args.AddRange(["--until", $"{Milliseconds(around[^1]) + 1} ms", "--user", $"{around[0].Effect.Message.User.Value}"]);
        return ShellCommand.Of(args);
    }

    private static long Milliseconds(TracedEffect e) => e.At.Nanoseconds / 1_000_000;
}

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
        return new Divergence(first, false, null, null, [], null, Replay(first, null, null));
    }

    private RunTask Task(CellPair pair, PairedRun run) => new(plan.Cells.First(c => c.Id == pair.Id), run.Seed);

    private Divergence Locate(RunTask task, DecisionRungs kept)
    {
        DecisionTrail whole = new();
        simulate(task, new RunObserver { Decisions = whole }, CancellationToken.None);
        if (DecisionRungs.FirstDifference(kept, DecisionRuns.Kept(whole)) is not { } interval)
            return new Divergence(task, true, null, null, [], null, Replay(task, null, null));
        DecisionTrail part = new(record: new EffectInterval(interval.From, interval.To));
        simulate(task, new RunObserver { Decisions = part }, CancellationToken.None);
        DecisionMark? before = interval.To == interval.From + 1 && kept.Marks is { } marks && interval.From < marks.Count
            ? marks[(int)interval.From]
            : null;
        DecisionMark? now = part.Recorded.Count > 0 ? DecisionRuns.MarkOf(part.Recorded[0]) : null;
        // What is missing now would have come before what comes instead.
        DecisionMark? first = before is { } b && (now is not { } n || b.Microseconds <= n.Microseconds) ? before : now;
        DecisionMark? last = part.Recorded.Count > 1 ? DecisionRuns.MarkOf(part.Recorded[^1]) : first;
        return new Divergence(task, true, interval.From, interval.To, part.Recorded, before, Replay(task, first, last));
    }

    /// <summary>The events of the first decision's user, up to just after the last that may be the one.</summary>
    private string Replay(RunTask task, DecisionMark? first, DecisionMark? last)
    {
        List<string> args = ["replay", plan.Name, .. replayFlags];
        for (int i = 0; i < plan.Axes.Count; i++) args.AddRange(["--set", $"{plan.Axes[i].Path}={task.Cell.Coordinates[i].SetText}"]);
        args.AddRange(["--seed", $"{task.Seed}"]);
        if (first is { } f && last is { } l) args.AddRange(["--until", $"{(l.Microseconds / 1000) + 1} ms", "--user", $"{f.User}"]);
        return ShellCommand.Of(args);
    }
}

using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Progress;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>
/// Runs one cell in several ways that must not matter, compares all runs of a seed, and finds the first effect in which one parts:
/// a first pass keeps ladders of rolling hashes, a second one every effect between the two rungs where they part.
/// </summary>
/// <param name="stage">Makes the progress of so many runs visible until it is disposed; the board is what the runs report to.</param>
internal sealed class DeterminismCheck(Cell cell, Interrupts interrupts, Func<int, DeterminismCheck.Stage> stage)
{
    /// <summary>A board, and whatever shows it.</summary>
    internal sealed record Stage(ProgressBoard Board, IDisposable? Display) : IDisposable
    {
        public void Dispose() => Display?.Dispose();
    }

    /// <summary>Seeds of the runs at the same time: enough that threads get several each on small machines.</summary>
    public const int ParallelSeeds = 4;

    /// <summary>The ways of the verb: twice in process, in a child process, and among runs of other seeds on several threads.</summary>
    public static IReadOnlyList<RunWay> Ways(ulong seed, int jobs, TrailRun inProcess, TrailRun child)
    {
        ulong[] seeds = [.. Enumerable.Range(0, ParallelSeeds).Select(i => unchecked(seed + (ulong)i))];
        return
        [
            new RunWay("in process", 1, [seed], inProcess),
            new RunWay("in process again", 1, [seed], inProcess),
            new RunWay("child process", 1, [seed], child),
            new RunWay("one at a time", 1, seeds[1..], inProcess),
            new RunWay($"{jobs} jobs", jobs, seeds, inProcess),
        ];
    }

    /// <returns>Null if it was told to stop.</returns>
    /// <exception cref="Exception">What a run threw.</exception>
    public DeterminismReport? Run(IReadOnlyList<RunWay> ways)
    {
        List<RunRow> rows = [];
        using (Stage now = stage(ways.Sum(w => w.Seeds.Count)))
        {
            foreach (RunWay way in ways)
            {
                if (RunAll(way, null, now.Board) is not { } trails) return null;
                foreach (ulong seed in way.Seeds)
                {
                    RunRow? first = rows.Find(r => r.Trail.Seed == seed);
                    rows.Add(new RunRow(way, trails[seed], first is null ? null : trails[seed].IsSame(first.Trail)));
                }
            }
        }
        if (rows.Find(r => r.Same == false) is not { } other) return new DeterminismReport(rows, null);
        return Locate(rows.Find(r => r.Trail.Seed == other.Trail.Seed)!, other) is { } parting
            ? new DeterminismReport(rows, parting)
            : null;
    }

    private Parting? Locate(RunRow first, RunRow other)
    {
        if (TraceLadder.FirstDifference(first.Trail.Ladder, other.Trail.Ladder) is not { } interval)
            return new Parting(first, other, null, null, null, first.Trail.FirstMeasureThatDiffers(other.Trail));
        using Stage now = stage(first.Way.Seeds.Count + other.Way.Seeds.Count);
        ulong seed = other.Trail.Seed;
        if (RunAll(first.Way, (seed, interval), now.Board) is not { } expected) return null;
        if (RunAll(other.Way, (seed, interval), now.Board) is not { } actual) return null;
        (TracedEffect? left, TracedEffect? right) = FirstPair(expected[seed].Recorded, actual[seed].Recorded);
        return new Parting(first, other, interval, left, right, null);
    }

    /// <summary>The runs of one way, by seed; null if they were told to stop.</summary>
    private ConcurrentDictionary<ulong, RunTrail>? RunAll(RunWay way, (ulong Seed, EffectInterval Interval)? record, ProgressBoard board)
    {
        ConcurrentDictionary<ulong, RunTrail> trails = new();
        board.Use(way.Jobs);
        SweepRunner runner = new(new SweepOptions { Jobs = way.Jobs, MaxFailures = 1 }, "", (task, cancel) =>
        {
            RunTrail trail = way.Run(task, record is { } r && r.Seed == task.Seed ? r.Interval : null, cancel);
            trails[task.Seed] = trail;
            return trail.Result;
        }, _ => { }, board, interrupts);
        SweepOutcome outcome = runner.Run([.. way.Seeds.Select(s => new RunTask(cell, s))]);
        if (interrupts.Requested) return null;
        if (outcome.Failed.Count > 0) ExceptionDispatchInfo.Throw(outcome.Failed[0].Problem);
        return trails;
    }

    private static (TracedEffect? Expected, TracedEffect? Actual) FirstPair(
        IReadOnlyList<TracedEffect> expected, IReadOnlyList<TracedEffect> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            TracedEffect? left = i < expected.Count ? expected[i] : null, right = i < actual.Count ? actual[i] : null;
            if (left != right) return (left, right);
        }
        return (null, null);
    }
}

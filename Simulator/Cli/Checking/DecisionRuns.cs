using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>What a run decided, as a baseline keeps it.</summary>
internal static class DecisionRuns
{
    /// <summary>As many decisions as have a rung each are kept for people too.</summary>
    private static readonly EffectInterval MostMarks = new(0, 2048);

    /// <summary>Of each cell the run with the first seed.</summary>
    /// <exception cref="BaselineException">A run does not do what its row says.</exception>
    public static IReadOnlyDictionary<string, DecisionRungs> Of(
        Plan plan, IReadOnlyDictionary<RunKey, RunResult> rows, Simulation simulate)
    {
        Dictionary<string, DecisionRungs> found = [];
        foreach (Cell cell in plan.Cells)
        {
            RunTask task = new(cell, plan.Seeds[0]);
            DecisionTrail trail = new(record: MostMarks);
            RunResult again = simulate(task, new RunObserver { Decisions = trail }, CancellationToken.None);
            if (rows.TryGetValue(task.Key, out RunResult? row) && row.TraceHash != again.TraceHash && row.DecisionHash != again.DecisionHash)
            {
                throw new BaselineException(
                    $"seed {task.Seed} gave another trace when it was run again", "find out why first: fleek-sim determinism " + plan.Name);
            }
            found[cell.Id] = Kept(trail);
        }
        return found;
    }

    public static DecisionRungs Kept(DecisionTrail trail) => new(
        trail.Decisions, trail.Stride, [.. trail.Rungs.Select(r => unchecked((ushort)r))], unchecked((uint)trail.Last))
    {
        Marks = trail.Stride == 1 && trail.Recorded.Count == trail.Decisions ? [.. trail.Recorded.Select(MarkOf)] : null,
    };

    public static DecisionMark MarkOf(TracedEffect e) => new(
        e.At.Nanoseconds / 1000, e.Effect.Message.Node.Value, e.Effect.Message.User.Value, $"{e.Effect.Kind}");
}

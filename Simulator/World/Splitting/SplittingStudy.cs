using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World.Splitting;

/// <summary>
/// Fixed-effort splitting: how likely is it that one account of a scenario ends below zero, where that is too rare to wait for? Levels of
/// a score lead there. Of each stage as many runs are made as of any other, each parting from a run of the stage before where that
/// reached its level; the product of the stages' shares is an unbiased estimate, whatever the levels and the score. M. J. J. Garvels,
/// "The splitting method in rare event simulation", 2000.
/// </summary>
/// <remarks>The event is in every stage's set: an account that became negative has the score infinity.</remarks>
/// <param name="scenario">Of one account that meets no other: see <see cref="Why"/>.</param>
/// <param name="seed">Of the whole study.</param>
/// <param name="each">Runs a function on 0, ..., n - 1, in any order and on any threads, and returns its values in order.</param>
public sealed class SplittingStudy(Scenario scenario, WorldInputs inputs, ulong seed, RunEach each, CancellationToken cancel)
{
    private const int MostStages = 200;

    /// <summary>Repetition number of the runs that choose levels.</summary>
    private const int Pilot = -1;

    /// <summary>One account of a scenario, for a study.</summary>
    public static Scenario OneAccountOf(Scenario scenario) => scenario with
    {
        Users = scenario.Users with { Count = 1 },
        FastForward = false,
    };

    /// <summary>Why a scenario cannot be studied account by account, or null if it can.</summary>
    public static string? Why(Scenario scenario) => scenario switch
    {
        { Ledger.IsShared: true } => "its accounts delay each other's transactions (ledger.distribution)",
        { Workload.NodeBitsPerSecond: > 0 } => "its accounts share what a node serves (workload.node_rate)",
        { Faults.Crash.LosesDisk: true } => "a node that loses its disk forgives what it was paid (faults.crash.disk)",
        { Cryptography.Mode: CryptographyMode.Real } => "its cryptography is real",
        _ => null,
    };

    /// <summary>Chooses levels, with runs of their own, so that about a share of each stage's runs reaches the next.</summary>
    /// <returns>Ascending scores, the event itself not among them; null where no run came nearer and the event was not reached.</returns>
    public IReadOnlyList<double>? ChooseLevels(int runsPerStage, double share)
    {
        List<double> levels = [];
        Trajectory[] runs = Roots(runsPerStage, Pilot);
        for (int stage = 1; stage < MostStages; stage++)
        {
            TrajectoryEnd[] ends = Follow(runs, level: null);
            double[] best = [.. ends.Select(e => e.Best).OrderDescending()];
            double level = best[Math.Min(best.Length - 1, (int)(share * best.Length))];
            if (double.IsPositiveInfinity(level)) return levels;
            // Several runs may share a score: the next level lies above the last one.
            double floor = levels.Count > 0 ? levels[^1] : double.NegativeInfinity;
            if (level <= floor) level = best.Where(b => b > floor).DefaultIfEmpty(double.NegativeInfinity).Min();
            if (double.IsPositiveInfinity(level)) return levels;
            if (double.IsNegativeInfinity(level)) return null;
            levels.Add(level);
            runs = Next(runs, Follow(runs, level), runsPerStage, Pilot, stage);
        }

        return null;
    }

    /// <summary>One estimate: how many of the runs of each stage reached its level, the event itself last.</summary>
    /// <param name="repetition">From 0; repetitions are independent.</param>
    /// <returns>Fewer stages than there are if none of one's runs reached its level: the estimate is 0.</returns>
    public IReadOnlyList<int> Repeat(IReadOnlyList<double> levels, int runsPerStage, int repetition)
    {
        List<int> reached = [];
        Trajectory[] runs = Roots(runsPerStage, repetition);
        for (int stage = 0; stage <= levels.Count; stage++)
        {
            TrajectoryEnd[] ends = Follow(runs, stage < levels.Count ? levels[stage] : double.PositiveInfinity);
            reached.Add(ends.Count(e => e.Reached));
            if (reached[^1] == 0) break;
            if (stage < levels.Count) runs = Next(runs, ends, runsPerStage, repetition, stage + 1);
        }

        return reached;
    }

    private TrajectoryEnd[] Follow(Trajectory[] runs, double? level) => each(runs.Length, i => Follow(runs[i], level));

    private TrajectoryEnd Follow(Trajectory run, double? level)
    {
        using SimulatedWorld world = new(
            scenario, run.Seed, Surroundings.Of(scenario, run.Seed, inputs), trace: null, accountsTogether: 1, costs: inputs.Costs);
        return world.Follow(run, level, cancel);
    }

    private Trajectory[] Roots(int count, int repetition)
    {
        RandomStream seeds = SeedsOf(repetition, 0);
        Trajectory[] roots = new Trajectory[count];
        for (int i = 0; i < count; i++) roots[i] = Trajectory.From(seeds.NextBits());
        return roots;
    }

    /// <summary>
    /// As many runs as before, dealt in turn to those that reached the level, beginning with one of them at random: each is continued
    /// equally often on average, which keeps the estimate unbiased.
    /// </summary>
    private Trajectory[] Next(Trajectory[] runs, TrajectoryEnd[] ends, int count, int repetition, int stage)
    {
        int[] parents = [.. Enumerable.Range(0, runs.Length).Where(i => ends[i].Reached)];
        RandomStream seeds = SeedsOf(repetition, stage);
        int first = (int)seeds.NextBelow(parents.Length);
        Trajectory[] next = new Trajectory[count];
        for (int i = 0; i < count; i++)
        {
            int parent = parents[(first + i) % parents.Length];
            next[i] = runs[parent].After(ends[parent].Events, seeds.NextBits());
        }

        return next;
    }

    private RandomStream SeedsOf(int repetition, int stage) => new(seed, StreamPurpose.Splitting, ((repetition + 1L) << 10) + stage);
}

using Fleek.Scenarios.Model;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Tests.World;

/// <summary>Runs watched in the ways that find where two of them part.</summary>
internal static class Partings
{
    /// <summary>Everything that may be random or rounded: placed users, delays, bandwidth, chosen nodes, lags.</summary>
    public static Scenario Placed(int users = 10, double seconds = 4)
    {
        Scenario scenario = Worlds.Poisson(users, 60, 10, 3, 10, 1, Worlds.Weibull(10, 3), seconds);
        return scenario with
        {
            Nodes = 40,
            Users = scenario.Users with { Selection = NodeSelection.Random },
            Network = new NetworkSpec(DelayKind.Modelled, null, null, 50_000_000),
            Ledger = scenario.Ledger with { Distribution = LagDistribution.LogNormal, Sigma = 0.5 },
        };
    }

    public static TraceLadder Ladder(Scenario scenario, ulong seed, int maxRungs, long tamperAt = -1)
    {
        TraceLadder ladder = new(maxRungs);
        CellRunner.Observe(scenario, seed, WorldInputs.None, new RunObserver { Ladder = ladder, TamperAt = tamperAt });
        return ladder;
    }

    public static IReadOnlyList<TracedEffect> Record(Scenario scenario, ulong seed, EffectInterval interval, long tamperAt = -1)
    {
        EffectRecorder recorder = new(interval);
        CellRunner.Observe(scenario, seed, WorldInputs.None, new RunObserver { Recorder = recorder, TamperAt = tamperAt });
        return recorder.Effects;
    }

    public static IReadOnlyList<TracedEffect> All(Scenario scenario, ulong seed) =>
        Record(scenario, seed, new EffectInterval(0, long.MaxValue));

    /// <summary>Ordinal of the first effect that differs, or that only one list has; -1 if there is none. Element by element.</summary>
    public static long FirstDifference(IReadOnlyList<TracedEffect> a, IReadOnlyList<TracedEffect> b)
    {
        for (int i = 0; i < Math.Min(a.Count, b.Count); i++)
            if (a[i] != b[i]) return a[i].Ordinal;
        if (a.Count == b.Count) return -1;
        return (a.Count > b.Count ? a : b)[Math.Min(a.Count, b.Count)].Ordinal;
    }
}

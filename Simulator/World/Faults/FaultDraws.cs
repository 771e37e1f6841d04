using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Faults;

/// <summary>Draws whom a scenario's faults meet. Each node and user has its own streams: another one moves nobody's fate.</summary>
internal static class FaultDraws
{
    private const double PpbPerPpm = 1_000;

    public static CrashPlan Crashes(CrashSpec? spec, int nodes, ulong seed)
    {
        if (spec is null) return CrashPlan.None;
        TimeWindow?[] down = new TimeWindow?[nodes];
        for (int node = 0; node < nodes; node++)
        {
            RandomStream random = new(seed, StreamPurpose.NodeCrash, node);
            if (random.NextUniform() >= spec.Nodes) continue;
            Instant crash = Instant.Zero + spec.After + new Duration((long)(random.NextUniform() * spec.Spread.Nanoseconds));
            down[node] = new TimeWindow(crash, crash + spec.For);
        }

        return new CrashPlan(down);
    }

    public static Partition Cut(PartitionSpec spec, int nodes, int users, ulong seed)
    {
        Instant from = Instant.Zero + spec.After;
        return new Partition(
            new TimeWindow(from, from + spec.For), spec.Cut,
            Chosen(nodes, spec.Nodes, seed, StreamPurpose.PartitionNodes), Chosen(users, spec.Users, seed, StreamPurpose.PartitionUsers));
    }

    /// <summary>By node id.</summary>
    public static LocalClock[] Clocks(ClocksSpec spec, int nodes, ulong seed)
    {
        LocalClock[] clocks = new LocalClock[nodes];
        for (int node = 0; node < nodes; node++)
        {
            RandomStream random = new(seed, StreamPurpose.NodeClock, node);
            Duration offset = new((long)(random.NextUniform() * spec.Offset.Nanoseconds));
            double drift = ((2 * random.NextUniform()) - 1) * spec.DriftPpm * PpbPerPpm;
            clocks[node] = new LocalClock(offset, (long)Math.Round(drift));
        }

        return clocks;
    }

    /// <summary>Which of so many entities are met, each with the same chance.</summary>
    public static bool[] Chosen(int count, double share, ulong seed, uint purpose)
    {
        bool[] chosen = new bool[count];
        for (int i = 0; i < count; i++) chosen[i] = new RandomStream(seed, purpose, i).NextUniform() < share;
        return chosen;
    }
}

using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Workloads;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.World;

/// <summary>When the users' applications want chunks, lane by lane.</summary>
internal sealed class Demand(Scenario scenario, ulong seed, Surroundings surroundings)
{
    private readonly WorkloadSpec _workload = scenario.Workload;

    /// <summary>Sets up a lane's demand from its own random stream.</summary>
    /// <param name="place">The lane's place in its user's list.</param>
    public void Open(ref Lane lane, int place)
    {
        lane.Demand = DemandTimes.StreamOf(lane.User, place, seed);
        lane.IsPoisson = DemandTimes.IsPoisson(_workload, lane.User, seed);
        if (lane.IsPoisson) return;
        lane.Stream.Rate = DemandTimes.Constant(_workload.Demand, RateOf(lane.Node), ref lane.Demand);
        lane.Stream.Eligible = scenario.FastForward && MayFastForward;
    }

    /// <summary>Demands that have not been drawn yet come from another seed.</summary>
    public static void Redraw(ref Lane lane, int place, ulong from) => lane.Demand = DemandTimes.StreamOf(lane.User, place, from);

    /// <summary>Time of a lane's next demand after <paramref name="now"/>, or never once the scenario's duration is over.</summary>
    public Instant Next(ref Lane lane, Instant now)
    {
        Instant next = lane.IsPoisson
            ? now + DemandTimes.NextGap(RateOf(lane.Node), ref lane.Demand)
            : new Instant(lane.Stream.Rate.At(++lane.Demands));
        return next.Nanoseconds < scenario.Duration.Nanoseconds ? next : Instant.Never;
    }

    /// <summary>
    /// What takes no time at all may happen before or after what it meets at one time; with that alone, order is not arithmetic.
    /// Nor are times on a lane whose messages wait for each other's transmission.
    /// </summary>
    // Accounts that delay each other's transactions must submit in the order of a run chunk by chunk, also in one instant.
    private bool MayFastForward => !scenario.MovesMoney && !scenario.Ledger.IsShared && scenario.Ledger.Lag > Duration.Zero
        && scenario.Network.LaneBandwidthBitsPerSecond == 0
        && HintsTakeTime(scenario.Payments.Commit) && scenario.Payments.Groups.All(group => HintsTakeTime(group.Commit));

    private static bool HintsTakeTime(CommitRule rule) => rule.Kind != CommitRuleKind.ProportionalHints || rule.HintDelay > Duration.Zero;

    private double RateOf(NodeId node) => DemandTimes.RateOf(scenario, surroundings.LanesOf(node.Value));
}

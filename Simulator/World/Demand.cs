using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Streams;

namespace Fleek.Sim.World;

/// <summary>When the users' applications want chunks, lane by lane.</summary>
internal sealed class Demand(Scenario scenario, ulong seed, Surroundings surroundings)
{
    private const double NsPerSecond = 1e9;
    private readonly WorkloadSpec _workload = scenario.Workload;

    /// <summary>Sets up a lane's demand from its own random stream.</summary>
    /// <param name="place">The lane's place in its user's list.</param>
    public void Open(ref Lane lane, int place)
    {
        lane.Demand = StreamOf(lane, place, seed);
        lane.IsPoisson = IsPoisson(lane.User);
        if (lane.IsPoisson) return;
        double periodNs = NsPerSecond / RateOf(lane.Node);
        // Ticks are in phase; streams of constant rate begin at a random part of their period.
        long firstNs = _workload.Demand == DemandKind.Ticks
            ? (long)Math.Round(periodNs)
            : (long)Math.Ceiling(lane.Demand.NextPositiveUniform() * periodNs);
        lane.Stream.Rate = new ConstantRate(firstNs, periodNs);
        lane.Stream.Eligible = scenario.FastForward && MayFastForward;
    }

    /// <summary>Demands that have not been drawn yet come from another seed.</summary>
    public static void Redraw(ref Lane lane, int place, ulong from) => lane.Demand = StreamOf(lane, place, from);

    /// <summary>Time of a lane's next demand after <paramref name="now"/>, or never once the scenario's duration is over.</summary>
    public Instant Next(ref Lane lane, Instant now)
    {
        Instant next = lane.IsPoisson
            ? now + new Duration((long)Math.Ceiling(lane.Demand.NextExponential() * (NsPerSecond / RateOf(lane.Node))))
            : new Instant(lane.Stream.Rate.At(++lane.Demands));
        return next.Nanoseconds < scenario.Duration.Nanoseconds ? next : Instant.Never;
    }

    private static RandomStream StreamOf(in Lane lane, int place, ulong seed) =>
        new(seed, StreamPurpose.Demand, ((long)lane.User.Value << 10) + place);

    /// <summary>
    /// What takes no time at all may happen before or after what it meets at one time; with that alone, order is not arithmetic.
    /// Nor are times on a lane whose messages wait for each other's transmission.
    /// </summary>
    // Accounts that delay each other's transactions must submit in the order of a run chunk by chunk, also in one instant.
    private bool MayFastForward => !scenario.MovesMoney && !scenario.Ledger.IsShared && scenario.Ledger.Lag > Duration.Zero
        && scenario.Network.LaneBandwidthBitsPerSecond == 0
        && HintsTakeTime(scenario.Payments.Commit) && scenario.Payments.Groups.All(group => HintsTakeTime(group.Commit));

    private static bool HintsTakeTime(CommitRule rule) => rule.Kind != CommitRuleKind.ProportionalHints || rule.HintDelay > Duration.Zero;

    /// <summary>Each user of a mixed workload is one or the other, by a draw of its own.</summary>
    private bool IsPoisson(UserId user) => _workload.Demand == DemandKind.Poisson
        || (_workload.PoissonShare > 0 && new RandomStream(seed, StreamPurpose.DemandKind, user.Value).NextUniform() < _workload.PoissonShare);

    /// <summary>Chunks a second on a lane: as the scenario says, or the lane's equal share of what its node serves in all.</summary>
    private double RateOf(NodeId node) => _workload.NodeBitsPerSecond == 0
        ? _workload.RatePerSecond
        : (double)_workload.NodeBitsPerSecond / (scenario.Payments.ChunkBytes * 8) / surroundings.LanesOf(node.Value);
}

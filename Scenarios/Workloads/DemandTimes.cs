using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Scenarios.Workloads;

/// <summary>
/// When a user's application wants chunks of a node, drawn from the lane's own random stream: the same times under the same seed, whoever
/// asks.
/// </summary>
public static class DemandTimes
{
    private const double NsPerSecond = 1e9;

    /// <param name="place">The lane's place in its user's list.</param>
    public static RandomStream StreamOf(UserId user, int place, ulong seed) =>
        new(seed, StreamPurpose.Demand, ((long)user.Value << 10) + place);

    /// <summary>Whether a user's lanes are Poisson processes. In a mixed workload each user is one or the other, by a draw of its own.</summary>
    public static bool IsPoisson(WorkloadSpec workload, UserId user, ulong seed) => workload.Demand == DemandKind.Poisson
        || (workload.PoissonShare > 0 && new RandomStream(seed, StreamPurpose.DemandKind, user.Value).NextUniform() < workload.PoissonShare);

    /// <summary>Chunks a second on a lane: as the scenario says, or the lane's equal share of what its node serves in all.</summary>
    /// <param name="lanesOfNode">Lanes that the node serves.</param>
    public static double RateOf(Scenario scenario, int lanesOfNode) => scenario.Workload.NodeBitsPerSecond == 0
        ? scenario.Workload.RatePerSecond
        : (double)scenario.Workload.NodeBitsPerSecond / (scenario.Payments.ChunkBytes * 8) / lanesOfNode;

    /// <summary>The demands of a lane that is no Poisson process.</summary>
    /// <param name="stream">The lane's; a random phase is drawn from it.</param>
    public static ConstantRate Constant(DemandKind kind, double ratePerSecond, ref RandomStream stream)
    {
        double periodNs = NsPerSecond / ratePerSecond;
        // Ticks are in phase; streams of constant rate begin at a random part of their period.
        long firstNs = kind == DemandKind.Ticks
            ? (long)Math.Round(periodNs)
            : (long)Math.Ceiling(stream.NextPositiveUniform() * periodNs);
        return new ConstantRate(firstNs, periodNs);
    }

    /// <summary>From one demand of a Poisson process to the next.</summary>
    public static Duration NextGap(double ratePerSecond, ref RandomStream stream) =>
        new((long)Math.Ceiling(stream.NextExponential() * (NsPerSecond / ratePerSecond)));
}

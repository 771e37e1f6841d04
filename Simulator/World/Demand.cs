using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World;

/// <summary>When the users' applications want chunks, lane by lane.</summary>
internal sealed class Demand(WorkloadSpec workload, Duration duration)
{
    private const double NsPerSecond = 1e9;

    /// <summary>Time of a lane's next demand after <paramref name="now"/>, or never once the scenario's duration is over.</summary>
    public Instant Next(ref Lane lane, Instant now)
    {
        Instant next = workload.Demand == DemandKind.Poisson
            ? now + new Duration((long)Math.Ceiling(lane.Demand.NextExponential() * (NsPerSecond / workload.RatePerSecond)))
            // Computed from the start, never by adding up rounded steps.
            : new Instant((long)Math.Round(++lane.DemandTicks * (NsPerSecond / workload.RatePerSecond)));
        return next.Nanoseconds < duration.Nanoseconds ? next : Instant.Never;
    }
}

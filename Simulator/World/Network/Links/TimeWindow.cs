using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Network.Links;

/// <summary>From a time until just before another.</summary>
internal readonly record struct TimeWindow(Instant From, Instant Until)
{
    public bool Contains(Instant at) => at >= From && at < Until;
}

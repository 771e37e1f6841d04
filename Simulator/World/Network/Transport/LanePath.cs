namespace Fleek.Sim.World.Network.Transport;

/// <summary>Propagation along one direction of a lane and back, in nanoseconds; not negative.</summary>
internal readonly record struct LanePath(long OutNs, long BackNs)
{
    public long RoundTripNs => OutNs + BackNs;
}

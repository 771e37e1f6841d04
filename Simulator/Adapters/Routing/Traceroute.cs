using Fleek.Core.Routing;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>A measured way from a probe to a destination.</summary>
/// <param name="Probe">The probe's number.</param>
/// <param name="Asn">The probe's AS; 0 where unknown.</param>
/// <param name="Country">The probe's country in two letters; empty where unknown.</param>
/// <param name="Hops">Those that answered, in order.</param>
public sealed record Traceroute(int Probe, uint Asn, string Country, IpAddress Destination, IReadOnlyList<TracerouteHop> Hops)
{
    /// <summary>Round trip to the destination in milliseconds; NaN if it was not reached.</summary>
    public double RttMs
    {
        get
        {
            double least = double.NaN;
            foreach (TracerouteHop hop in Hops)
                if (hop.Address == Destination && !(hop.RttMs >= least)) least = hop.RttMs;
            return least;
        }
    }
}

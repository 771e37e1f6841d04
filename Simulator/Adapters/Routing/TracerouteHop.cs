using Fleek.Core.Routing;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>One router on a measured way.</summary>
/// <param name="Number">Its place on the way, from 1.</param>
/// <param name="RttMs">The least of its answers.</param>
/// <param name="Asn">Of its address; 0 where unknown.</param>
/// <param name="Country">Two letters; empty where unknown.</param>
/// <param name="City">Empty where unknown.</param>
public sealed record TracerouteHop(int Number, IpAddress Address, double RttMs, uint Asn, string Country, string City);

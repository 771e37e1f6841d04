using Fleek.Core.Routing;

namespace Fleek.Sim.World.Internet;

/// <summary>A prefix that a system announces, and where its hosts are.</summary>
/// <param name="System">Number of the system.</param>
/// <param name="City">Index of the world's place.</param>
/// <param name="Households">Relative number of clients in it; 0 for a prefix of servers and offices.</param>
public sealed record AnnouncedPrefix(IpPrefix Prefix, int System, int City, double Households);

using Fleek.Core.Routing;

namespace Fleek.Sim.World.Internet;

/// <summary>A user's or a node's machine.</summary>
/// <param name="Prefix">Number of the announced prefix that its address is of.</param>
/// <param name="AccessMs">What its access takes there and back.</param>
public readonly record struct InternetHost(int Prefix, IpAddress Address, InternetSite Site, double AccessMs);

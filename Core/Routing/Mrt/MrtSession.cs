namespace Fleek.Core.Routing.Mrt;

/// <summary>When and between whom a message went: what stands before it in a dump.</summary>
/// <param name="Seconds">Since 1970.</param>
/// <param name="PeerAddress">The router that sent it; both addresses are of one family.</param>
/// <param name="LocalAddress">The collector.</param>
/// <param name="Microseconds">Written with the extended header if given.</param>
public readonly record struct MrtSession(
    uint Seconds, IpAddress PeerAddress, uint PeerAs, IpAddress LocalAddress, uint LocalAs, uint? Microseconds = null);

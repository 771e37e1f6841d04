namespace Fleek.Core.Routing.Mrt;

/// <summary>A router of a dump's peer table.</summary>
/// <param name="BgpId">Its BGP identifier, an IPv4 address.</param>
/// <param name="Latitude">In degrees, as RFC 6397's table gives it; NaN if it is private or not given.</param>
/// <param name="Longitude">As <paramref name="Latitude"/>.</param>
public readonly record struct MrtPeer(
    IpAddress Address, uint As, IpAddress BgpId, float Latitude = float.NaN, float Longitude = float.NaN);

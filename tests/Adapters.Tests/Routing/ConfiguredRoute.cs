using Fleek.Core.Routing;

namespace Adapters.Tests.Routing;

/// <summary>A route that a router is told to announce.</summary>
internal sealed record ConfiguredRoute(IpPrefix Prefix, uint[] Path, uint[] Communities, (uint, uint, uint)[] LargeCommunities)
{
    /// <summary>As BIRD's configuration has a static route.</summary>
    public string Configuration
    {
        get
        {
            IEnumerable<string> attributes =
            [
                // The last to be prepended is the nearest.
                .. Path.Reverse().Select(asn => $"bgp_path.prepend({asn});"),
                .. Communities.Select(c => $"bgp_community.add(({c >> 16},{c & 0xFFFF}));"),
                .. LargeCommunities.Select(c => $"bgp_large_community.add(({c.Item1},{c.Item2},{c.Item3}));"),
            ];
            return $"route {Prefix} blackhole {{ {string.Join(' ', attributes)} }};";
        }
    }

    /// <summary>What the other router must have of it.</summary>
    public string Told(uint announcer, IpAddress nextHop) =>
        $"{Prefix} {nextHop} {string.Join(' ', Path.Prepend(announcer))} [{string.Join(' ', Communities.Order())}] [{string.Join(' ', LargeCommunities.Order())}]";
}

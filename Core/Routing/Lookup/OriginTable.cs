using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Lookup;

/// <summary>From an address to who announces it: the longest prefix of either family, with its origins.</summary>
public sealed class OriginTable
{
    private readonly PrefixTable _v4;
    private readonly PrefixTable _v6;
    private readonly IpPrefix[] _prefixes;
    private readonly OriginSet[] _origins;

    /// <param name="routes">In any order; of equal prefixes the last counts.</param>
    public OriginTable(IEnumerable<(IpPrefix Prefix, OriginSet Origins)> routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        List<IpPrefix> prefixes = [];
        List<OriginSet> origins = [];
        List<(IpPrefix, int)> places = [];
        foreach ((IpPrefix prefix, OriginSet origin) in routes)
        {
            places.Add((prefix, prefixes.Count));
            prefixes.Add(prefix);
            origins.Add(origin);
        }

        _prefixes = [.. prefixes];
        _origins = [.. origins];
        _v4 = PrefixTable.Build(IpFamily.IPv4, places);
        _v6 = PrefixTable.Build(IpFamily.IPv6, places);
    }

    /// <summary>Different prefixes.</summary>
    public int Count => _v4.Count + _v6.Count;

    /// <summary>The longest prefix that holds the address.</summary>
    public bool TryFind(IpAddress address, out IpPrefix prefix, out OriginSet? origins)
    {
        int place = address.Family == IpFamily.IPv6 ? _v6.Find(address) : _v4.Find(address);
        (prefix, origins) = place == PrefixTable.None ? (default, null) : (_prefixes[place], _origins[place]);
        return place != PrefixTable.None;
    }
}

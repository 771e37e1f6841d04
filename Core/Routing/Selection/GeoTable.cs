using System;
using System.Collections.Generic;
using Fleek.Core.Routing.Lookup;

namespace Fleek.Core.Routing.Selection;

/// <summary>Where addresses are, as a table of blocks says: the longest block that holds an address counts.</summary>
public sealed class GeoTable
{
    private readonly GeoPoint[] _points;
    private readonly PrefixTable _v4, _v6;

    /// <param name="blocks">In any order; of equal blocks the last counts.</param>
    public GeoTable(IEnumerable<(IpPrefix Block, GeoPoint Position)> blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        List<GeoPoint> points = [];
        Dictionary<GeoPoint, int> known = [];
        List<(IpPrefix, int)> places = [];
        foreach ((IpPrefix block, GeoPoint position) in blocks)
        {
            if (!known.TryGetValue(position, out int place))
            {
                known.Add(position, place = points.Count);
                points.Add(position);
            }

            places.Add((block, place));
        }

        _points = [.. points];
        _v4 = PrefixTable.Build(IpFamily.IPv4, places);
        _v6 = PrefixTable.Build(IpFamily.IPv6, places);
    }

    /// <summary>Different blocks.</summary>
    public int Count => _v4.Count + _v6.Count;

    /// <summary>The position of an address; unknown where no block holds it.</summary>
    public GeoPoint Find(IpAddress address)
    {
        int place = address.Family == IpFamily.IPv6 ? _v6.Find(address) : _v4.Find(address);
        return place == PrefixTable.None ? GeoPoint.Unknown : _points[place];
    }
}

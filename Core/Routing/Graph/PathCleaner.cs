using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>Makes a list of different ASes of a path as it came: without repetitions, and without the route servers of exchanges.</summary>
public sealed class PathCleaner
{
    /// <summary>A longer path is given up as a loop: the longest seen in the Internet have a few dozen ASes.</summary>
    public const int MaxLength = 255;

    private readonly HashSet<uint> _routeServers;
    private readonly uint[] _clean = new uint[MaxLength];
    private int _length;

    /// <param name="routeServers">AS numbers that are put into paths by exchanges and carry nothing.</param>
    public PathCleaner(IEnumerable<uint>? routeServers = null) => _routeServers = [.. routeServers ?? []];

    /// <summary>The last path cleaned, the nearest AS first; valid until the next.</summary>
    public ReadOnlySpan<uint> Path => _clean.AsSpan(0, _length);

    /// <summary>Cleans a path.</summary>
    public PathFault Clean(AsPath path)
    {
        _length = 0;
        foreach (AsPathSegment segment in path)
        {
            if (segment.Kind != AsSegmentKind.Sequence) return PathFault.Set;
            for (int i = 0; i < segment.Count; i++)
            {
                PathFault fault = Append(segment[i]);
                if (fault != PathFault.None) return fault;
            }
        }

        return _length == 0 ? PathFault.Empty : PathFault.None;
    }

    /// <summary>Whether no network may have this number.</summary>
    public static bool IsReserved(uint asn) => asn is 0 or 23456 or >= 64496 and <= 65551 or >= 4_200_000_000;

    private PathFault Append(uint asn)
    {
        if (_length > 0 && _clean[_length - 1] == asn) return PathFault.None;
        if (IsReserved(asn)) return PathFault.Reserved;
        if (_routeServers.Contains(asn)) return PathFault.None;
        if (_length == MaxLength || Path.Contains(asn)) return PathFault.Loop;
        _clean[_length++] = asn;
        return PathFault.None;
    }
}

using System;

namespace Fleek.Core.Routing.Rib;

/// <summary>What one peer can have one route for.</summary>
/// <param name="IsMulticast">Of the multicast table (RFC 4760, 6), which is apart from that of unicast.</param>
/// <param name="PathId">Which of several paths (RFC 7911); null without ADD-PATH.</param>
internal readonly record struct RouteKey(IpPrefix Prefix, bool IsMulticast, uint? PathId) : IComparable<RouteKey>
{
    /// <summary>Whether two routes can stand in one record of a table.</summary>
    public bool SharesRecord(RouteKey other) =>
        Prefix == other.Prefix && IsMulticast == other.IsMulticast && PathId.HasValue == other.PathId.HasValue;

    /// <summary>By table, prefix and whether there are path identifiers: what shares a record stands together.</summary>
    public int CompareTo(RouteKey other)
    {
        if (IsMulticast != other.IsMulticast) return IsMulticast.CompareTo(other.IsMulticast);
        int prefix = Prefix.CompareTo(other.Prefix);
        return prefix != 0 ? prefix : PathId.HasValue.CompareTo(other.PathId.HasValue);
    }
}

using System;
using System.Collections.Generic;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Core.Routing.Lookup;

/// <summary>Gathers who announces each prefix of a dump: all origins that any peer's path has, an AS_SET as one of them.</summary>
public sealed class OriginCollector : IRouteSink
{
    private readonly Dictionary<IpPrefix, OriginSet> _origins = [];
    private readonly Dictionary<uint, OriginSet> _singles = [];

    /// <summary>Routes whose path is empty or ends in a confederation: they have no origin to be seen.</summary>
    public long WithoutOrigin { get; private set; }

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        if (element.Kind is not (RouteKind.Rib or RouteKind.Announce)) return;
        AsPathSegment last = attributes.Path.Last;
        if (last.Count == 0)
        {
            WithoutOrigin++;
            return;
        }

        Span<uint> group = stackalloc uint[last.Kind == AsSegmentKind.Sequence ? 1 : last.Count];
        for (int i = 0; i < group.Length; i++) group[i] = last[last.Count - group.Length + i];
        group.Sort();
        if (_origins.TryGetValue(element.Prefix, out OriginSet? known)) _origins[element.Prefix] = known.With(group);
        else _origins[element.Prefix] = group.Length == 1 ? Single(group[0]) : OriginSet.OfGroup(group);
    }

    /// <summary>Each prefix with its origins, in no order.</summary>
    public IEnumerable<(IpPrefix Prefix, OriginSet Origins)> Routes
    {
        get
        {
            foreach ((IpPrefix prefix, OriginSet origins) in _origins) yield return (prefix, origins);
        }
    }

    public OriginTable Build() => new(Routes);

    private OriginSet Single(uint asn)
    {
        if (!_singles.TryGetValue(asn, out OriginSet? set)) _singles[asn] = set = OriginSet.Of(asn);
        return set;
    }
}

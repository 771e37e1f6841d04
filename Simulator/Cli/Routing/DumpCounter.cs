using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>What <c>routes count</c> counts of the elements of dumps.</summary>
internal sealed class DumpCounter : IRouteSink
{
    private readonly RouteCounter _routes = new();
    private readonly AsnSet _origins = new();
    private readonly long[] _kinds = new long[Enum.GetValues<RouteKind>().Length];
    private readonly SortedDictionary<MrtType, long> _types = [];
    private MrtType _type;
    private long _ofType;

    public int Peers => _routes.Peers;

    public int PeerAses => _routes.PeerAses;

    public int Prefixes => _routes.Prefixes;

    /// <inheritdoc cref="RouteCounter.SixthFields"/>
    public int SixthFields => _routes.SixthFields;

    /// <summary>ASes at the ends of paths, those of an AS_SET among them.</summary>
    public int Origins => _origins.Count;

    public long Elements => _kinds.Sum();

    /// <summary>Times of the first and the last element in the order of time, in seconds since 1970; null without elements.</summary>
    public (uint First, uint Last)? Seconds { get; private set; }

    /// <summary>Elements of each type of record.</summary>
    public IReadOnlyDictionary<MrtType, long> Types
    {
        get
        {
            Flush(_type);
            return _types;
        }
    }

    public long Of(RouteKind kind) => _kinds[(int)kind];

    public void Take(in RouteElement element, in PathAttributes attributes)
    {
        _routes.Take(element, attributes);
        _kinds[(int)element.Kind]++;
        if (element.Record.Type != _type) Flush(element.Record.Type);
        _ofType++;
        uint seconds = element.Record.Seconds;
        if (Seconds is not { } range) Seconds = (seconds, seconds);
        else if (seconds < range.First || seconds > range.Last) Seconds = (Math.Min(range.First, seconds), Math.Max(range.Last, seconds));
        if (element.Kind is RouteKind.Rib or RouteKind.Announce) Origin(attributes.Path.Last);
    }

    private void Origin(AsPathSegment last)
    {
        for (int i = last.Kind == AsSegmentKind.Sequence ? last.Count - 1 : 0; i < last.Count; i++)
            _origins.Add(last[i]);
    }

    private void Flush(MrtType next)
    {
        if (_ofType > 0) _types[_type] = _types.GetValueOrDefault(_type) + _ofType;
        (_type, _ofType) = (next, 0);
    }
}

using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Mrt;

/// <summary>What a reader has seen so far.</summary>
public sealed class MrtStatistics
{
    /// <summary>As many skips are kept one by one; all are counted.</summary>
    public const int KeptSkips = 64;

    private readonly long[] _elements = new long[Enum.GetValues<RouteKind>().Length];
    private readonly long[] _skips = new long[Enum.GetValues<SkipReason>().Length];
    private readonly List<MrtSkip> _kept = [];

    /// <summary>Records whose end was reached, strange ones among them.</summary>
    public long Records { get; internal set; }

    /// <summary>Records and messages that carry no routes: peer tables, OPEN, KEEPALIVE.</summary>
    public long WithoutRoutes { get; internal set; }

    /// <summary>Records that hold path identifiers though their subtype says that they do not.</summary>
    public long HiddenAddPath { get; internal set; }

    /// <summary>The file ends within a record.</summary>
    public bool IsTorn { get; internal set; }

    /// <summary>Where the record begins that the end cuts, in bytes of the decompressed file.</summary>
    public long TornAt { get; internal set; }

    /// <summary>The first skips, up to <see cref="KeptSkips"/>.</summary>
    public IReadOnlyList<MrtSkip> FirstSkips => _kept;

    public long Elements
    {
        get
        {
            long sum = 0;
            foreach (long count in _elements) sum += count;
            return sum;
        }
    }

    public long Skips
    {
        get
        {
            long sum = 0;
            foreach (long count in _skips) sum += count;
            return sum;
        }
    }

    public long Of(RouteKind kind) => _elements[(int)kind];

    public long Of(SkipReason reason) => _skips[(int)reason];

    internal void Count(RouteKind kind) => _elements[(int)kind]++;

    internal void Count(MrtHeader record, SkipReason reason)
    {
        _skips[(int)reason]++;
        if (_kept.Count < KeptSkips) _kept.Add(new MrtSkip(record, reason));
    }
}

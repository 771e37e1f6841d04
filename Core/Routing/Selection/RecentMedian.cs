using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>The median of the latest values: one line that is badly measured, or one odd path, does not move it.</summary>
internal sealed class RecentMedian
{
    /// <summary>How many values are remembered.</summary>
    internal const int Capacity = 63;

    private readonly double[] _values = new double[Capacity];
    private readonly double[] _sorted = new double[Capacity];
    private long _seen;
    private bool _isSorted;

    internal int Count => (int)Math.Min(_seen, Capacity);

    internal Instant Last { get; private set; }

    internal void Add(double value, Instant now)
    {
        _values[_seen++ % Capacity] = value;
        _isSorted = false;
        Last = now;
    }

    /// <summary>The median; 0 of none.</summary>
    internal double Value()
    {
        int count = Count;
        if (count == 0) return 0;
        if (!_isSorted)
        {
            _values.AsSpan(0, count).CopyTo(_sorted);
            _sorted.AsSpan(0, count).Sort();
            _isSorted = true;
        }

        return count % 2 == 1 ? _sorted[count / 2] : (_sorted[(count / 2) - 1] + _sorted[count / 2]) / 2;
    }
}

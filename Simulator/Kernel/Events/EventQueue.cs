using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The pending events, in the total order of <see cref="EventNotice"/>. Allocates only to grow.
/// </summary>
/// <remarks>
/// Events of the current time wait apart from those of the future, in a heap that is nearly always tiny: an exchange over links
/// without delay then costs a few comparisons and not a walk through everything pending. Both heaps hold the same order,
/// so where an event waits changes nothing about when it runs.
/// </remarks>
public sealed class EventQueue
{
    private readonly EventHeap _current = new();
    private readonly EventHeap _future = new();
    private long _now;

    public int Count => _current.Count + _future.Count;

    /// <summary>Time of the earliest event, or <see cref="long.MaxValue"/> if none is pending.</summary>
    public long NextTime => _current.Count > 0 ? _current.Top.Time : _future.Count > 0 ? _future.Top.Time : long.MaxValue;

    /// <summary>Adds an event; its time must not lie before the last popped event's.</summary>
    public void Push(in EventNotice added)
    {
        if (added.Time < _now) throw new ArgumentException("an event cannot be due in the past", nameof(added));
        (added.Time == _now ? _current : _future).Push(added);
    }

    /// <summary>Takes the earliest event, if there is one.</summary>
    public bool TryPop(out EventNotice earliest)
    {
        bool fromFuture = _future.Count > 0 && (_current.Count == 0 || _future.Top.IsBefore(_current.Top));
        if (!fromFuture && _current.Count == 0)
        {
            earliest = default;
            return false;
        }

        earliest = (fromFuture ? _future : _current).Pop();
        _now = earliest.Time;
        return true;
    }
}

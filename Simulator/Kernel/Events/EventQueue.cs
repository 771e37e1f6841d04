using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The pending events, in the total order of <see cref="EventNotice"/>. Allocates only to grow.
/// </summary>
/// <remarks>
/// What is due next lies in order in a short run; what comes later lies in buckets, which are put in order when their time comes; and what
/// is pushed for the current time, where most events of some models go, waits apart in first-in-first-out order, or in a heap if
/// its key is lower. All hold the same total order, so where an event waits changes nothing about when it runs.
/// </remarks>
/// <param name="ties">The order of events of one time and different keys.</param>
public sealed class EventQueue(TieBreak ties = default)
{
    /// <summary>A run so short that finding a place in it by walking is always quick.</summary>
    private const int ShortRun = 16;
    private const long Unknown = -1;

    /// <summary>Every event due up to <see cref="_runEnd"/>, but for those aside.</summary>
    private readonly EventRun _run = new();

    /// <summary>The events due after <see cref="_runEnd"/>.</summary>
    private readonly EventLevels _levels = new();

    /// <summary>Events pushed for the current time, each behind the one before.</summary>
    private readonly EventRun _current = new();

    /// <summary>Events pushed for the current time, out of order.</summary>
    private readonly EventHeap _overtaking = new();
    private readonly TieBreak _ties = ties;
    private long _runEnd = long.MaxValue;
    private long _now;
    private int _aside;
    private int _insertSteps = ShortRun;
    private long _earliestInLevels = Unknown;

    public int Count { get; private set; }

    /// <summary>Time of the earliest event, or <see cref="long.MaxValue"/> if none is pending.</summary>
    public long NextTime
    {
        get
        {
            if (_aside > 0) return _now;
            if (!_run.IsEmpty) return _run.First.Time;
            if (_earliestInLevels < 0) _earliestInLevels = _levels.EarliestTime();
            return _earliestInLevels;
        }
    }

    /// <summary>
    /// The handle of an event that will probably run after so many others, or -1: a hint, for fetching into the cache what it means.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int HandleAhead(int places) => _run.HandleAhead(places);

    /// <summary>Adds an event; its time must not lie before the last popped event's.</summary>
    /// <exception cref="ArgumentException">The event is due in the past.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(in EventNotice added)
    {
        if (_ties.IsShuffled) Add(_ties.Hide(added));
        else Add(added);
    }

    /// <summary>Takes the earliest event, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(out EventNotice earliest)
    {
        if (_aside > 0)
        {
            PopAside(out earliest);
        }
        else
        {
            if (_run.IsEmpty && !Refill())
            {
                earliest = default;
                return false;
            }

            _run.Pop(out earliest);
            _now = earliest.Time;
        }

        Count--;
        if (_ties.IsShuffled) earliest = _ties.Reveal(earliest);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(in EventNotice added)
    {
        if (added.Time > _runEnd)
        {
            _levels.Push(added);
            if (added.Time < _earliestInLevels) _earliestInLevels = added.Time;
        }
        else
        {
            AddNear(added);
        }

        Count++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddNear(in EventNotice added)
    {
        if (added.Time <= _now)
        {
            if (added.Time < _now) throw new ArgumentException("an event cannot be due in the past", nameof(added));
            if (_current.IsEmpty || _current.Last.IsBefore(added)) _current.Append(added);
            else _overtaking.Push(added);
            _aside++;
            return;
        }

        if (_insertSteps <= 0)
        {
            _insertSteps = ShortRun;
            if (_run.Count > ShortRun) ShortenRun();
        }

        if (added.Time > _runEnd) _levels.Push(added);
        else _insertSteps -= 1 + _run.Insert(added);
    }

    /// <summary>
    /// Leaves all of the run but what is due now to the levels. They are empty up to the end of the run, and so may begin anew
    /// there; a cut further on could not be followed by an earlier one.
    /// </summary>
    private void ShortenRun()
    {
        _runEnd = _now;
        _levels.Reach(_now + 1);
        foreach (ref readonly EventNotice later in _run.CutAfter(_now)) _levels.Push(later);
        _earliestInLevels = Unknown;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Refill()
    {
        _earliestInLevels = Unknown;
        if (!_levels.IsEmpty) _runEnd = _levels.MoveEarliest(_run, Count);
        if (_levels.IsEmpty && _run.Count <= ShortRun) _runEnd = long.MaxValue;
        _insertSteps = 4 * (ShortRun + _run.Count);
        return !_run.IsEmpty;
    }

    /// <summary>Takes the earliest event while some of the current time wait aside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PopAside(out EventNotice earliest)
    {
        bool overtakes = _overtaking.Count > 0 && (_current.IsEmpty || _overtaking.Top.IsBefore(_current.First));
        ref readonly EventNotice aside = ref overtakes ? ref _overtaking.Top : ref _current.First;
        if (!_run.IsEmpty && _run.First.IsBefore(aside))
        {
            _run.Pop(out earliest);
            return;
        }

        _aside--;
        if (overtakes) earliest = _overtaking.Pop();
        else _current.Pop(out earliest);
    }
}

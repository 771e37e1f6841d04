using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fleek.Sim.Kernel;

/// <summary>Events in their order, taken from the front; the next ones due lie here side by side.</summary>
internal sealed class EventRun
{
    private static readonly Comparison<EventNotice> Order = (a, b) => a.IsBefore(b) ? -1 : b.IsBefore(a) ? 1 : 0;

    private EventNotice[] _events = new EventNotice[512];
    private int _head;
    private int _tail;

    public int Count => _tail - _head;

    public bool IsEmpty => _head == _tail;

    /// <summary>The earliest event; the run is not empty.</summary>
    public ref readonly EventNotice First => ref At(_head);

    /// <summary>The latest event; the run is not empty.</summary>
    public ref readonly EventNotice Last => ref At(_tail - 1);

    /// <summary>The handle of the event that is so many places behind the first, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int HandleAhead(int places) => _head + places < _tail ? At(_head + places).Handle : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pop(out EventNotice first)
    {
        EventNotice.Copy(At(_head), out first);
        if (++_head == _tail) _head = _tail = 0;
    }

    /// <summary>Adds an event that runs after all others here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(in EventNotice added)
    {
        if (_tail == _events.Length) MakeRoom(1);
        EventNotice.Copy(added, out At(_tail++));
    }

    /// <summary>Adds an event at its place: quick where that is near the end, or where the run is short.</summary>
    /// <returns>How many events it runs before.</returns>
    public int Insert(in EventNotice added)
    {
        if (_tail == _events.Length) MakeRoom(1);
        return Sink(ref At(_tail++), ref At(_head), added);
    }

    /// <summary>Room for this many events, to be written by the caller; the run was empty.</summary>
    public ref EventNotice Reserve(int count)
    {
        if (count > _events.Length) MakeRoom(count);
        _head = 0;
        _tail = count;
        return ref At(0);
    }

    /// <summary>Puts the events in order, quickly if nearly all are.</summary>
    public void Straighten()
    {
        ref EventNotice first = ref At(_head);
        for (int i = 1, steps = 0; i < Count; i++)
        {
            ref EventNotice next = ref Unsafe.Add(ref first, i);
            if (next.Time > Unsafe.Subtract(ref next, 1).Time) continue;
            EventNotice moved = next;
            steps += Sink(ref next, ref first, moved);
            if (steps <= 8 * Count) continue;
            Sort();
            return;
        }
    }

    /// <summary>Adds events in any order, to be put in order by <see cref="Sort"/>.</summary>
    public void AppendUnordered(ReadOnlySpan<EventNotice> added)
    {
        if (_tail + added.Length > _events.Length) MakeRoom(added.Length);
        added.CopyTo(_events.AsSpan(_tail));
        _tail += added.Length;
    }

    /// <summary>Puts all events in order; those pushed first in, first out lie in order already.</summary>
    public void Sort()
    {
        Span<EventNotice> events = _events.AsSpan(_head, Count);
        for (int i = 1; i < events.Length; i++)
        {
            if (!events[i].IsBefore(events[i - 1])) continue;
            events.Sort(Order);
            return;
        }
    }

    /// <summary>The events due after a time, which are taken out; they stay readable until something is added.</summary>
    public ReadOnlySpan<EventNotice> CutAfter(long time)
    {
        int cut = _tail;
        while (cut > _head && At(cut - 1).Time > time) cut--;
        ReadOnlySpan<EventNotice> later = _events.AsSpan(cut, _tail - cut);
        _tail = cut;
        if (_head == _tail) _head = _tail = 0;
        return later;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Sink(ref EventNotice hole, ref EventNotice first, in EventNotice added)
    {
        int passed = 0;
        while (Unsafe.IsAddressGreaterThan(ref hole, ref first))
        {
            ref EventNotice before = ref Unsafe.Subtract(ref hole, 1);
            if (!added.IsBefore(before)) break;
            hole = before;
            hole = ref before;
            passed++;
        }

        EventNotice.Copy(added, out hole);
        return passed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref EventNotice At(int index) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_events), index);

    /// <summary>Moves the events to the front of the array if half of it is free there, and else doubles it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeRoom(int added)
    {
        int count = Count;
        EventNotice[] to = count + added > _events.Length / 2 ? new EventNotice[checked(2 * (count + added))] : _events;
        Array.Copy(_events, _head, to, 0, count);
        _events = to;
        _head = 0;
        _tail = count;
    }
}

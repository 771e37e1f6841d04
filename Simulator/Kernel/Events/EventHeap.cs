using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A 4-ary min-heap of events: half the levels of a binary heap, and a node's children share a cache line or two.
/// </summary>
internal sealed class EventHeap
{
    private Event[] _events = new Event[64];

    public int Count { get; private set; }

    /// <summary>The earliest event; the heap is not empty.</summary>
    public ref readonly Event Top => ref _events[0];

    public void Push(in Event added)
    {
        if (Count == _events.Length) Array.Resize(ref _events, Count * 2);
        Span<Event> events = _events;
        int i = Count++;
        while (i > 0)
        {
            int parent = (i - 1) >> 2;
            if (!added.IsBefore(events[parent])) break;
            events[i] = events[parent];
            i = parent;
        }

        events[i] = added;
    }

    public Event Pop()
    {
        Span<Event> events = _events;
        Event top = events[0];
        int count = --Count;
        if (count == 0) return top;
        Event last = events[count];
        int i = 0;
        while (true)
        {
            int first = (i << 2) + 1;
            if (first >= count) break;
            int least = first;
            int end = Math.Min(first + 4, count);
            for (int child = first + 1; child < end; child++)
                if (events[child].IsBefore(events[least])) least = child;
            if (!events[least].IsBefore(last)) break;
            events[i] = events[least];
            i = least;
        }

        events[i] = last;
        return top;
    }
}

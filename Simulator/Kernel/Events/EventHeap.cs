using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A 4-ary min-heap of events: half the levels of a binary heap, and a node's children share a cache line or two.
/// </summary>
internal sealed class EventHeap
{
    private EventNotice[] _events = new EventNotice[64];

    public int Count { get; private set; }

    /// <summary>The earliest event; the heap is not empty.</summary>
    public ref readonly EventNotice Top => ref _events[0];

    public void Push(in EventNotice added)
    {
        if (Count == _events.Length) Array.Resize(ref _events, Count * 2);
        Span<EventNotice> events = _events;
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

    public EventNotice Pop()
    {
        ref EventNotice events = ref MemoryMarshal.GetArrayDataReference(_events);
        EventNotice top = events;
        int count = --Count;
        if (count == 0) return top;
        EventNotice last = Unsafe.Add(ref events, count);
        int hole = SinkHole(ref events, count);
        while (hole > 0)
        {
            int parent = (hole - 1) >> 2;
            if (!last.IsBefore(Unsafe.Add(ref events, parent))) break;
            Unsafe.Add(ref events, hole) = Unsafe.Add(ref events, parent);
            hole = parent;
        }

        Unsafe.Add(ref events, hole) = last;
        return top;
    }

    /// <summary>
    /// Moves the hole at the top down to a leaf, along the earliest children. The event that will fill it came from the bottom and
    /// nearly always belongs there: not comparing with it on the way down saves a comparison, hard to predict, on every level.
    /// </summary>
    private static int SinkHole(ref EventNotice events, int count)
    {
        int hole = 0;
        while (true)
        {
            int first = (hole << 2) + 1;
            if (first >= count) return hole;
            int least = first;
            if (first + 3 < count)
            {
                least = EarlierOf(ref events, EarlierOf(ref events, first, first + 1), EarlierOf(ref events, first + 2, first + 3));
            }
            else
            {
                for (int child = first + 1; child < count; child++) least = EarlierOf(ref events, least, child);
            }

            Unsafe.Add(ref events, hole) = Unsafe.Add(ref events, least);
            hole = least;
        }
    }

    /// <summary>Without a branch unless the times are equal: which child is earlier is a coin toss to the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EarlierOf(ref EventNotice events, int a, int b)
    {
        long timeA = Unsafe.Add(ref events, a).Time, timeB = Unsafe.Add(ref events, b).Time;
        if (timeA == timeB) return Unsafe.Add(ref events, b).IsBefore(Unsafe.Add(ref events, a)) ? b : a;
        // Times are not negative, so their difference does not overflow and its sign tells the order.
        int bIsEarlier = unchecked((int)((timeB - timeA) >> 63));
        return a ^ ((a ^ b) & bIsEarlier);
    }
}

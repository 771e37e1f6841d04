using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>The pending deadlines of an actor's entries, earliest first; ties by entry. A binary heap.</summary>
internal sealed class DeadlineHeap
{
    private (Instant At, int Entry)[] _heap = new (Instant, int)[4];
    private int _count;

    public Instant Earliest => _count == 0 ? Instant.Never : _heap[0].At;

    public void Add(Instant at, int entry)
    {
        if (_count == _heap.Length) Array.Resize(ref _heap, _count * 2);
        int i = _count++;
        while (i > 0 && Before((at, entry), _heap[(i - 1) / 2]))
        {
            _heap[i] = _heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }

        _heap[i] = (at, entry);
    }

    /// <summary>Takes the earliest entry if it is due.</summary>
    public bool TryTakeDue(Instant now, out int entry)
    {
        entry = -1;
        if (_count == 0 || _heap[0].At > now) return false;
        entry = _heap[0].Entry;
        (Instant, int) last = _heap[--_count];
        int i = 0;
        for (int child = 1; child < _count; child = (2 * i) + 1)
        {
            if (child + 1 < _count && Before(_heap[child + 1], _heap[child])) child++;
            if (!Before(_heap[child], last)) break;
            _heap[i] = _heap[child];
            i = child;
        }

        _heap[i] = last;
        return true;
    }

    private static bool Before((Instant At, int Entry) a, (Instant At, int Entry) b) =>
        a.At < b.At || (a.At == b.At && a.Entry < b.Entry);
}

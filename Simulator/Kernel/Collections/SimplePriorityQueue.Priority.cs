using System;
using System.Collections;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A priority queue: the item of the least priority comes first, and among equals the one that came first. Adding and
/// taking out cost O(log n) and allocate nothing once there is room; finding an item costs O(1) after the first time that
/// one is looked for.
/// </summary>
public partial class SimplePriorityQueue<TItem, TPriority> : IEnumerable<TItem>
    where TItem : notnull
{
    private readonly IComparer<TPriority> _comparer;

    public SimplePriorityQueue()
        : this(Comparer<TPriority>.Default)
    {
    }

    public SimplePriorityQueue(IComparer<TPriority> comparer)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        _comparer = comparer;
    }

    public SimplePriorityQueue(Comparison<TPriority> comparer)
        : this(Comparer<TPriority>.Create(comparer))
    {
    }

    public int Count { get; private set; }

    /// <summary>The item that would be dequeued.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem First => _items[_heap[Root()].Slot];

    /// <summary>The priority of the item that would be dequeued.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TPriority Peek => _heap[Root()].Priority;

    public bool Contains(TItem item) => Index().ContainsKey(item);

    /// <summary>Takes out the item of the least priority.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem Dequeue() => TakeOut(Root());

    /// <summary>Adds an item, also if it is there already.</summary>
    public void Enqueue(TItem item, TPriority priority) => Add(item, priority);

    /// <summary>Adds an item; false if it is there already.</summary>
    public bool EnqueueWithoutDuplicates(TItem item, TPriority priority)
    {
        if (Contains(item)) return false;
        Add(item, priority);
        return true;
    }

    /// <summary>Takes out an item; of several equal ones that which came first.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void Remove(TItem item)
    {
        if (!TryRemove(item)) throw Missing();
    }

    /// <summary>Gives an item another priority; it keeps its turn among equals.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void UpdatePriority(TItem item, TPriority priority)
    {
        if (!TryUpdatePriority(item, priority)) throw Missing();
    }

    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public TPriority GetPriority(TItem item) => TryGetPriority(item, out TPriority priority) ? priority : throw Missing();

    public bool TryFirst(out TItem first)
    {
        first = Count > 0 ? First : default!;
        return Count > 0;
    }

    public bool TryDequeue(out TItem first)
    {
        bool any = Count > 0;
        first = any ? TakeOut(0) : default!;
        return any;
    }

    public bool TryRemove(TItem item)
    {
        if (!Index().TryGetValue(item, out int slot)) return false;
        TakeOut(_position[slot]);
        return true;
    }

    public bool TryUpdatePriority(TItem item, TPriority priority)
    {
        if (!Index().TryGetValue(item, out int slot)) return false;
        int at = _position[slot];
        _heap[at].Priority = priority;
        Settle(at);
        return true;
    }

    public bool TryGetPriority(TItem item, out TPriority priority)
    {
        bool found = Index().TryGetValue(item, out int slot);
        priority = found ? _heap[_position[slot]].Priority : default!;
        return found;
    }

    /// <summary>All items, in no particular order.</summary>
    public IEnumerator<TItem> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return _items[_heap[i].Slot];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the queue's inner order holds.</summary>
    public bool IsValidQueue()
    {
        for (int i = 0; i < Count; i++)
            if (_position[_heap[i].Slot] != i || (i > 0 && IsBefore(in _heap[i], in _heap[(i - 1) / 2]))) return false;
        return true;
    }

    private int Root() => Count > 0 ? 0 : throw new InvalidOperationException("The queue is empty.");

    private static InvalidOperationException Missing() => new("The item is not in the queue.");
}

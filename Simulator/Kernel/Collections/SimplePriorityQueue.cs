using System;
using System.Collections;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A priority queue of items that are their own priority: the least comes first, and among equals the one that came
/// first. For the costs see <see cref="SimplePriorityQueue{TItem, TPriority}"/>.
/// </summary>
public class SimplePriorityQueue<TItem> : IEnumerable<TItem>
    where TItem : notnull
{
    private readonly SimplePriorityQueue<TItem, TItem> _queue;

    public SimplePriorityQueue() => _queue = new();

    public SimplePriorityQueue(IComparer<TItem> comparer) => _queue = new(comparer);

    public SimplePriorityQueue(Comparison<TItem> comparer) => _queue = new(comparer);

    public int Count => _queue.Count;

    /// <summary>The item that would be dequeued.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem First => _queue.First;

    public void Clear() => _queue.Clear();

    public bool Contains(TItem item) => _queue.Contains(item);

    /// <summary>Takes out the least item.</summary>
    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem Dequeue() => _queue.Dequeue();

    /// <summary>Adds an item, also if it is there already.</summary>
    public void Enqueue(TItem item) => _queue.Enqueue(item, item);

    /// <summary>Adds an item; false if it is there already.</summary>
    public bool EnqueueWithoutDuplicates(TItem item) => _queue.EnqueueWithoutDuplicates(item, item);

    /// <summary>Takes out an item; of several equal ones that which came first.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void Remove(TItem item) => _queue.Remove(item);

    /// <summary>Finds the place of an item anew after its order has changed; it keeps its turn among equals.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void UpdatePriority(TItem item) => _queue.UpdatePriority(item, item);

    public bool TryFirst(out TItem first) => _queue.TryFirst(out first);

    public bool TryDequeue(out TItem first) => _queue.TryDequeue(out first);

    public bool TryRemove(TItem item) => _queue.TryRemove(item);

    public bool TryUpdatePriority(TItem item) => _queue.TryUpdatePriority(item, item);

    /// <summary>All items, in no particular order.</summary>
    public IEnumerator<TItem> GetEnumerator() => _queue.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the queue's inner order holds.</summary>
    public bool IsValidQueue() => _queue.IsValidQueue();
}

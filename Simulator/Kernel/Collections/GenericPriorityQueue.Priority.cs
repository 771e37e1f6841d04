using System;
using System.Collections;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>A <see cref="GenericPriorityQueue{TItem}"/> whose items carry a priority apart from themselves.</summary>
public sealed class GenericPriorityQueue<TItem, TPriority> : IEnumerable<TItem>
    where TItem : GenericPriorityQueueNode<TPriority>
{
    private readonly GenericPriorityQueue<TItem> _queue;

    public GenericPriorityQueue(int maxNodes)
        : this(maxNodes, Comparer<TPriority>.Default)
    {
    }

    public GenericPriorityQueue(int maxNodes, Comparison<TPriority> comparer)
        : this(maxNodes, Comparer<TPriority>.Create(comparer))
    {
    }

    /// <param name="maxNodes">As many items fit; see <see cref="Resize"/>.</param>
    /// <param name="comparer">The order of the priorities.</param>
    public GenericPriorityQueue(int maxNodes, IComparer<TPriority> comparer)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        _queue = new(maxNodes, (a, b) => comparer.Compare(a.Priority, b.Priority));
    }

    public int Count => _queue.Count;

    public int MaxSize => _queue.MaxSize;

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem First => _queue.First;

    public void Clear() => _queue.Clear();

    public bool Contains(TItem node) => _queue.Contains(node);

    /// <exception cref="InvalidOperationException">The queue is full, or the item is in one.</exception>
    public void Enqueue(TItem node, TPriority priority)
    {
        node.Priority = priority;
        _queue.Enqueue(node);
    }

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem Dequeue() => _queue.Dequeue();

    /// <summary>Makes room for so many items.</summary>
    /// <exception cref="InvalidOperationException">More are in the queue.</exception>
    public void Resize(int maxNodes) => _queue.Resize(maxNodes);

    /// <summary>Gives an item another priority; it keeps its turn among equals.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void UpdatePriority(TItem node, TPriority priority)
    {
        if (!_queue.Contains(node)) throw new InvalidOperationException("The item is not in the queue.");
        node.Priority = priority;
        _queue.UpdatePriority(node);
    }

    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void Remove(TItem node) => _queue.Remove(node);

    /// <summary>All items, in no particular order.</summary>
    public IEnumerator<TItem> GetEnumerator() => _queue.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the queue's inner order holds.</summary>
    public bool IsValidQueue() => _queue.IsValidQueue();
}

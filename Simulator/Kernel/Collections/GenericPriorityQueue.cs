using System;
using System.Collections;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A priority queue of bounded size whose items know their place, so that any can be taken out or moved in O(log n). The
/// least comes first, and among equals the one that came first.
/// </summary>
public sealed class GenericPriorityQueue<TItem> : IEnumerable<TItem>
    where TItem : GenericPriorityQueueNode
{
    private readonly IComparer<TItem> _comparer;
    private TItem?[] _nodes;
    private long _added;

    public GenericPriorityQueue(int maxNodes)
        : this(maxNodes, Comparer<TItem>.Default)
    {
    }

    public GenericPriorityQueue(int maxNodes, Comparison<TItem> comparer)
        : this(maxNodes, Comparer<TItem>.Create(comparer))
    {
    }

    /// <param name="maxNodes">As many items fit; see <see cref="Resize"/>.</param>
    /// <param name="comparer">The order of the items.</param>
    public GenericPriorityQueue(int maxNodes, IComparer<TItem> comparer)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        _nodes = new TItem?[Require.Positive(maxNodes) + 1];
        _comparer = comparer;
    }

    public int Count { get; private set; }

    public int MaxSize => _nodes.Length - 1;

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem First => Count > 0 ? _nodes[1]! : throw new InvalidOperationException("The queue is empty.");

    public void Clear()
    {
        for (int i = 1; i <= Count; i++) _nodes[i]!.QueueIndex = 0;
        Array.Clear(_nodes);
        Count = 0;
    }

    public bool Contains(TItem node) =>
        node.QueueIndex > 0 && node.QueueIndex <= Count && ReferenceEquals(_nodes[node.QueueIndex], node);

    /// <exception cref="InvalidOperationException">The queue is full, or the item is in one.</exception>
    public void Enqueue(TItem node)
    {
        if (Count == MaxSize) throw new InvalidOperationException("The queue is full.");
        if (node.QueueIndex != 0) throw new InvalidOperationException("The item is in a queue already.");
        node.InsertionIndex = _added++;
        Place(node, ++Count);
        Up(node);
    }

    /// <exception cref="InvalidOperationException">The queue is empty.</exception>
    public TItem Dequeue()
    {
        TItem first = First;
        Remove(first);
        return first;
    }

    /// <summary>Makes room for so many items.</summary>
    /// <exception cref="InvalidOperationException">More are in the queue.</exception>
    public void Resize(int maxNodes)
    {
        if (maxNodes < Count) throw new InvalidOperationException("More items are in the queue.");
        Array.Resize(ref _nodes, Require.Positive(maxNodes) + 1);
    }

    /// <summary>Finds the place of an item anew after its order has changed.</summary>
    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void UpdatePriority(TItem node)
    {
        Demand(node);
        Up(node);
        Down(node);
    }

    /// <exception cref="InvalidOperationException">It is not there.</exception>
    public void Remove(TItem node)
    {
        Demand(node);
        int at = node.QueueIndex;
        TItem last = _nodes[Count]!;
        _nodes[Count--] = null;
        node.QueueIndex = 0;
        if (ReferenceEquals(last, node)) return;
        Place(last, at);
        Up(last);
        Down(last);
    }

    /// <summary>All items, in no particular order.</summary>
    public IEnumerator<TItem> GetEnumerator()
    {
        for (int i = 1; i <= Count; i++) yield return _nodes[i]!;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the queue's inner order holds.</summary>
    public bool IsValidQueue()
    {
        for (int i = 1; i <= Count; i++)
            if (_nodes[i]!.QueueIndex != i || (i > 1 && IsBefore(_nodes[i]!, _nodes[i / 2]!))) return false;
        return true;
    }

    private void Demand(TItem node)
    {
        if (!Contains(node)) throw new InvalidOperationException("The item is not in the queue.");
    }

    private bool IsBefore(TItem a, TItem b)
    {
        int order = _comparer.Compare(a, b);
        return order < 0 || (order == 0 && a.InsertionIndex < b.InsertionIndex);
    }

    private void Place(TItem node, int at)
    {
        _nodes[at] = node;
        node.QueueIndex = at;
    }

    private void Up(TItem node)
    {
        int at = node.QueueIndex;
        for (; at > 1 && IsBefore(node, _nodes[at / 2]!); at /= 2) Place(_nodes[at / 2]!, at);
        Place(node, at);
    }

    private void Down(TItem node)
    {
        int at = node.QueueIndex;
        while (2 * at <= Count)
        {
            int child = 2 * at;
            if (child < Count && IsBefore(_nodes[child + 1]!, _nodes[child]!)) child++;
            if (!IsBefore(_nodes[child]!, node)) break;
            Place(_nodes[child]!, at);
            at = child;
        }

        Place(node, at);
    }
}

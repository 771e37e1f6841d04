using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>Items of which the last one put in is got first.</summary>
public class Stack : QueuedStore
{
    /// <param name="capacity">As many items fit.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public Stack(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>With items from the start, put in one after the other.</summary>
    /// <exception cref="ArgumentException">The capacity is not above 0, or there are more items.</exception>
    public Stack(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : base(environment, capacity) => AdmitAll(items);

    /// <inheritdoc/>
    public override int Count => Items.Count;

    protected System.Collections.Generic.Stack<StoreItem> Items { get; } = new();

    /// <summary>Puts an item in; the event happens when there is room.</summary>
    public virtual StorePut Put(object? item)
    {
        StorePut put = new(Environment, OnPutProcessed, item);
        PutQueue.Enqueue(put);
        TriggerPut();
        return put;
    }

    private protected override void Admit(StoreItem item, StorePut? put) => Items.Push(item);

    private protected override StoreItem TakeNext() => Items.Pop();
}

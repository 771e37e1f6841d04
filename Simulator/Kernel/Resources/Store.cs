using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>Items that are got in the order in which they were put in.</summary>
public class Store : QueuedStore
{
    /// <param name="capacity">As many items fit.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public Store(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>With items from the start, put in one after the other.</summary>
    /// <exception cref="ArgumentException">The capacity is not above 0, or there are more items.</exception>
    public Store(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : base(environment, capacity) => AdmitAll(items);

    /// <inheritdoc/>
    public override int Count => Items.Count;

    protected Queue<StoreItem> Items { get; } = new();

    /// <summary>Puts an item in; the event happens when there is room.</summary>
    public virtual StorePut Put(object? item)
    {
        StorePut put = new(Environment, OnPutProcessed, item);
        PutQueue.Enqueue(put);
        TriggerPut();
        return put;
    }

    private protected override void Admit(StoreItem item, StorePut? put) => Items.Enqueue(item);

    private protected override StoreItem TakeNext() => Items.Dequeue();
}

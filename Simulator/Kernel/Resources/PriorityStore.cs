using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Items that are got by priority, the smallest first, and among equals in the order in which they were put in.
/// </summary>
public class PriorityStore : QueuedStore
{
    /// <param name="capacity">As many items fit.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public PriorityStore(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>With items from the start, each with its priority.</summary>
    /// <exception cref="ArgumentException">
    /// The capacity is not above 0, there are more items, or not as many priorities as items.
    /// </exception>
    public PriorityStore(
        Simulation environment, IEnumerable<object> items, IEnumerable<double> priorities, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
        List<object> all = [.. items];
        List<double> orders = [.. priorities];
        if (orders.Count != all.Count)
            throw new ArgumentException($"{orders.Count} priorities for {all.Count} items", nameof(priorities));
        if (all.Count > capacity) throw new ArgumentException($"more than {capacity} items do not fit", nameof(items));
        for (int i = 0; i < all.Count; i++) Items.Enqueue(Arrival(all[i]), orders[i]);
    }

    /// <inheritdoc/>
    public override int Count => Items.Count;

    protected SimplePriorityQueue<StoreItem, double> Items { get; } = new();

    /// <summary>Puts an item in; the event happens when there is room.</summary>
    /// <param name="priority">The smaller, the earlier the item is got.</param>
    /// <exception cref="ArgumentException">The priority is not a number.</exception>
    public virtual StorePut Put(object? item, double priority = 1)
    {
        PriorityStorePut put = new(Environment, OnPutProcessed, item, priority);
        PutQueue.Enqueue(put);
        TriggerPut();
        return put;
    }

    private protected override void Admit(StoreItem item, StorePut? put) =>
        Items.Enqueue(item, (put as PriorityStorePut)?.Priority ?? 1);

    private protected override StoreItem TakeNext() => Items.Dequeue();
}

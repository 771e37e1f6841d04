using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Items of which a get takes the first that will do. Gets are served in the order in which they were made, except that
/// one which finds nothing fit does not hold up those behind it.
/// </summary>
public class FilterStore : StoreBase<FilterStoreGet>
{
    /// <summary>Anything will do.</summary>
    protected static readonly Func<object?, bool> TrueFunc = static _ => true;

    /// <param name="capacity">As many items fit.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public FilterStore(Simulation environment, int capacity = int.MaxValue)
        : base(environment, capacity)
    {
    }

    /// <summary>With items from the start, put in one after the other.</summary>
    /// <exception cref="ArgumentException">The capacity is not above 0, or there are more items.</exception>
    public FilterStore(Simulation environment, IEnumerable<object> items, int capacity = int.MaxValue)
        : base(environment, capacity) => AdmitAll(items);

    /// <inheritdoc/>
    public override int Count => Items.Count;

    protected LinkedList<FilterStoreGet> GetQueue { get; } = new();

    protected List<StoreItem> Items { get; } = [];

    private protected override int WaitingGets => GetQueue.Count;

    /// <summary>Whether there is an item that will do.</summary>
    public virtual bool IsAvailable(Func<object?, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Items.Exists(item => filter(item.Item));
    }

    /// <summary>Puts an item in; the event happens when there is room.</summary>
    public virtual StorePut Put(object? item)
    {
        StorePut put = new(Environment, OnPutProcessed, item);
        PutQueue.Enqueue(put);
        TriggerPut();
        return put;
    }

    /// <summary>Takes an item; the event happens when there is one that will do, and carries it.</summary>
    /// <param name="filter">Which will do; any unless given.</param>
    public virtual FilterStoreGet Get(Func<object?, bool>? filter = null)
    {
        FilterStoreGet get = new(Environment, OnGetProcessed, filter ?? TrueFunc);
        GetQueue.AddLast(get);
        TriggerGet();
        return get;
    }

    /// <inheritdoc/>
    protected override void DoGet(FilterStoreGet get)
    {
        for (int i = 0; i < Items.Count; i++)
        {
            StoreItem item = Items[i];
            if (!get.Filter(item.Item)) continue;
            Items.RemoveAt(i);
            Hand(item, get);
            return;
        }
    }

    /// <inheritdoc/>
    protected override void TriggerGet(Event? @event = null)
    {
        LinkedListNode<FilterStoreGet>? next;
        for (LinkedListNode<FilterStoreGet>? at = GetQueue.First; at is not null && Items.Count > 0; at = next)
        {
            next = at.Next;
            DoGet(at.Value);
            if (!at.Value.IsTriggered) continue;
            GetQueue.Remove(at);
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        NoteGets();
    }

    private protected override bool Withdraw(FilterStoreGet get) => GetQueue.Remove(get);

    private protected override void Admit(StoreItem item, StorePut? put) => Items.Add(item);
}

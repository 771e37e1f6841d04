using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// What stores share: puts wait in their order for room, gets for items. In which order items are got is what tells the kinds of
/// stores apart.
/// </summary>
/// <typeparam name="TGet">The kind of get that it takes.</typeparam>
public abstract partial class StoreBase<TGet>
    where TGet : StoreGet
{
    private protected StoreBase(Simulation environment, int capacity)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
        Capacity = Require.Positive(capacity);
        // One delegate for all puts and one for all gets, instead of one for each.
        OnPutProcessed = TriggerGet;
        OnGetProcessed = TriggerPut;
    }

    /// <summary>As many items fit.</summary>
    public int Capacity { get; protected set; }

    /// <summary>Items there are.</summary>
    public abstract int Count { get; }

    /// <summary>Items as a part of the capacity, over time; watched if set.</summary>
    public ITimeSeriesMonitor? Utilization { get; set; }

    /// <summary>Items, and puts and gets that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? WIP { get; set; }

    /// <summary>How long items stayed, in default steps; watched if set.</summary>
    public ISampleMonitor? LeadTime { get; set; }

    /// <summary>Puts that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? PutQueueLength { get; set; }

    /// <summary>How long puts waited, in default steps; watched if set.</summary>
    public ISampleMonitor? PutWaitingTime { get; set; }

    /// <summary>Gets that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? GetQueueLength { get; set; }

    /// <summary>How long gets waited, in default steps; watched if set.</summary>
    public ISampleMonitor? GetWaitingTime { get; set; }

    protected Simulation Environment { get; }

    protected Queue<StorePut> PutQueue { get; } = new();

    private protected Action<Event> OnPutProcessed { get; }

    private protected Action<Event> OnGetProcessed { get; }

    private protected abstract int WaitingGets { get; }

    /// <summary>Withdraws a put that waits; false if it does not. Whoever waited behind it is looked at.</summary>
    public virtual bool Cancel(StorePut put)
    {
        ArgumentNullException.ThrowIfNull(put);
        if (put.IsTriggered || !Waiters.Remove(PutQueue, put)) return false;
        TriggerPut();
        return true;
    }

    /// <summary>
    /// Withdraws a get that waits; false if it does not. A process that no longer waits for a get must do so, or the next
    /// item goes to nobody.
    /// </summary>
    public virtual bool Cancel(TGet get)
    {
        ArgumentNullException.ThrowIfNull(get);
        if (get.IsTriggered || !Withdraw(get)) return false;
        TriggerGet();
        return true;
    }

    /// <summary>Carries out a put if there is room: it has succeeded then.</summary>
    protected virtual void DoPut(StorePut put)
    {
        if (Count >= Capacity) return;
        PutWaitingTime?.Add(Since(put.MadeAtNanoseconds));
        Admit(Arrival(put.Value), put);
        put.Succeed();
    }

    /// <summary>Carries out a get if there is an item for it: it has succeeded then.</summary>
    protected abstract void DoGet(TGet get);

    /// <summary>Carries out the puts that have room, in their order.</summary>
    protected virtual void TriggerPut(Event? @event = null)
    {
        while (PutQueue.TryPeek(out StorePut? put))
        {
            DoPut(put);
            if (!put.IsTriggered) break;
            PutQueue.Dequeue();
            TriggerWhenNew();
            TriggerWhenAny();
            TriggerWhenFull();
            TriggerWhenChange();
        }

        UpdateMonitors();
        PutQueueLength?.UpdateTo(PutQueue.Count);
    }

    /// <summary>Carries out the gets that find an item.</summary>
    protected abstract void TriggerGet(Event? @event = null);

    private protected abstract bool Withdraw(TGet get);

    /// <summary>Puts an item in its place; the put is null for an item that is there from the start.</summary>
    private protected abstract void Admit(StoreItem item, StorePut? put);

    private protected void AdmitAll(IEnumerable<object> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (object item in items)
        {
            if (Count >= Capacity) throw new ArgumentException($"more than {Capacity} items do not fit", nameof(items));
            Admit(Arrival(item), null);
        }
    }

    private protected StoreItem Arrival(object? item) => new()
    {
        AdmissionDate = Environment.Now,
        AdmittedAtNanoseconds = Environment.NowNanoseconds,
        Item = item,
    };

    private protected void Hand(StoreItem item, TGet get)
    {
        GetWaitingTime?.Add(Since(get.MadeAtNanoseconds));
        LeadTime?.Add(Since(item.AdmittedAtNanoseconds));
        get.Succeed(item.Item);
    }

    private protected void NoteGets()
    {
        UpdateMonitors();
        GetQueueLength?.UpdateTo(WaitingGets);
    }

    private double Since(long nanoseconds) => Environment.Steps(Environment.NowNanoseconds - nanoseconds);

    private void UpdateMonitors()
    {
        Utilization?.UpdateTo(Count / (double)Capacity);
        WIP?.UpdateTo((double)Count + PutQueue.Count + WaitingGets);
    }
}

using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>What those stores share whose gets take whatever comes next, in the order of the gets.</summary>
public abstract class QueuedStore : StoreBase<StoreGet>
{
    private protected QueuedStore(Simulation environment, int capacity)
        : base(environment, capacity)
    {
    }

    protected Queue<StoreGet> GetQueue { get; } = new();

    private protected override int WaitingGets => GetQueue.Count;

    /// <summary>Takes the next item; the event happens when there is one, and carries it.</summary>
    public virtual StoreGet Get()
    {
        StoreGet get = new(Environment, OnGetProcessed);
        GetQueue.Enqueue(get);
        TriggerGet();
        return get;
    }

    /// <inheritdoc/>
    protected override void DoGet(StoreGet get)
    {
        if (Count > 0) Hand(TakeNext(), get);
    }

    /// <inheritdoc/>
    protected override void TriggerGet(Event? @event = null)
    {
        while (GetQueue.TryPeek(out StoreGet? get))
        {
            DoGet(get);
            if (!get.IsTriggered) break;
            GetQueue.Dequeue();
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        NoteGets();
    }

    private protected abstract StoreItem TakeNext();

    private protected override bool Withdraw(StoreGet get) => Waiters.Remove(GetQueue, get);
}

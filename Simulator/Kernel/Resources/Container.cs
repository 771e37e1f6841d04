using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// An amount of one stuff, such as fuel or credit. What is put or got waits in two lines, each in its order, until there
/// is room or enough; a put and a get at the head of their lines do not wait for each other's line.
/// </summary>
public partial class Container
{
    private readonly Action<Event> _triggerPut;
    private readonly Action<Event> _triggerGet;

    /// <param name="capacity">The greatest level.</param>
    /// <param name="initial">The level at first.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0, or the level negative or beyond it.</exception>
    public Container(Simulation environment, double capacity = double.MaxValue, double initial = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
        Capacity = Require.Positive(capacity);
        Level = Require.Within(initial, 0, capacity);
        _triggerPut = TriggerPut;
        _triggerGet = TriggerGet;
    }

    /// <summary>The greatest level.</summary>
    public double Capacity { get; protected set; }

    public double Level { get; protected set; }

    /// <summary>Level as a part of the capacity, over time; watched if set.</summary>
    public ITimeSeriesMonitor? Fillrate { get; set; }

    /// <summary>Puts that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? PutQueueLength { get; set; }

    /// <summary>How long puts waited, in default steps; watched if set.</summary>
    public ISampleMonitor? PutWaitingTime { get; set; }

    /// <summary>Gets that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? GetQueueLength { get; set; }

    /// <summary>How long gets waited, in default steps; watched if set.</summary>
    public ISampleMonitor? GetWaitingTime { get; set; }

    protected Simulation Environment { get; }

    protected Queue<ContainerPut> PutQueue { get; } = new();

    protected Queue<ContainerGet> GetQueue { get; } = new();

    /// <summary>Adds an amount; the event happens when there is room for all of it.</summary>
    /// <exception cref="ArgumentException">The amount is negative or never fits.</exception>
    public virtual ContainerPut Put(double amount)
    {
        ContainerPut put = new(Environment, _triggerGet, Require.Within(amount, 0, Capacity));
        PutQueue.Enqueue(put);
        TriggerPut();
        return put;
    }

    /// <summary>Takes an amount; the event happens when there is that much.</summary>
    /// <exception cref="ArgumentException">The amount is negative or never there.</exception>
    public virtual ContainerGet Get(double amount)
    {
        ContainerGet get = new(Environment, _triggerPut, Require.Within(amount, 0, Capacity));
        GetQueue.Enqueue(get);
        TriggerGet();
        return get;
    }

    /// <summary>Withdraws a put that waits; false if it does not. Whoever waited behind it is looked at.</summary>
    public virtual bool Cancel(ContainerPut put)
    {
        if (put.IsTriggered || !Waiters.Remove(PutQueue, put)) return false;
        TriggerPut();
        return true;
    }

    /// <summary>Withdraws a get that waits; false if it does not. Whoever waited behind it is looked at.</summary>
    public virtual bool Cancel(ContainerGet get)
    {
        if (get.IsTriggered || !Waiters.Remove(GetQueue, get)) return false;
        TriggerGet();
        return true;
    }

    /// <summary>Carries out a put if there is room: it has succeeded then.</summary>
    protected virtual void DoPut(ContainerPut put)
    {
        if (Capacity - Level < put.Amount) return;
        PutWaitingTime?.Add(Since(put.MadeAtNanoseconds));
        Level += put.Amount;
        put.Succeed();
    }

    /// <summary>Carries out a get if there is enough: it has succeeded then.</summary>
    protected virtual void DoGet(ContainerGet get)
    {
        if (Level < get.Amount) return;
        GetWaitingTime?.Add(Since(get.MadeAtNanoseconds));
        Level -= get.Amount;
        get.Succeed();
    }

    /// <summary>Carries out the puts that have room, in their order.</summary>
    protected virtual void TriggerPut(Event? @event = null)
    {
        while (PutQueue.TryPeek(out ContainerPut? put))
        {
            DoPut(put);
            if (!put.IsTriggered) break;
            PutQueue.Dequeue();
            TriggerWhenAtLeast();
            TriggerWhenChange();
        }

        Fillrate?.UpdateTo(Level / Capacity);
        PutQueueLength?.UpdateTo(PutQueue.Count);
    }

    /// <summary>Carries out the gets that find enough, in their order.</summary>
    protected virtual void TriggerGet(Event? @event = null)
    {
        while (GetQueue.TryPeek(out ContainerGet? get))
        {
            DoGet(get);
            if (!get.IsTriggered) break;
            GetQueue.Dequeue();
            TriggerWhenAtMost();
            TriggerWhenChange();
        }

        Fillrate?.UpdateTo(Level / Capacity);
        GetQueueLength?.UpdateTo(GetQueue.Count);
    }

    private double Since(long nanoseconds) => Environment.Steps(Environment.NowNanoseconds - nanoseconds);
}

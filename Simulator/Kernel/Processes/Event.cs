using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Something that happens once, and that processes and callbacks can wait for. It is alive until it is triggered (then it is in
/// the schedule), and processed once its callbacks have run.
/// </summary>
public partial class Event
{
    private EventState _state;
    private WaiterKind _waiterKind;
    private object? _waiters;

    public Event(Simulation environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
    }

    /// <summary>The simulation that the event belongs to.</summary>
    protected internal Simulation Environment { get; }

    /// <summary>What the event carries: a result, the cause of an interrupt, or what went wrong.</summary>
    public object? Value { get; protected set; }

    /// <summary>False if the event failed; whoever waits for it has to deal with that.</summary>
    public bool IsOk
    {
        get => (_state & EventState.Ok) != 0;
        protected set => Set(EventState.Ok, value);
    }

    /// <summary>Neither triggered nor processed.</summary>
    public bool IsAlive => (_state & (EventState.Triggered | EventState.Processed)) == 0;

    /// <summary>Its callbacks have run or are running.</summary>
    public bool IsProcessed
    {
        get => (_state & EventState.Processed) != 0;
        protected set => Set(EventState.Processed, value);
    }

    /// <summary>It has been put into the schedule; its outcome is decided.</summary>
    public bool IsTriggered
    {
        get => (_state & EventState.Triggered) != 0;
        protected set => Set(EventState.Triggered, value);
    }

    /// <summary>It was taken out of the schedule and will never be processed.</summary>
    public bool IsCancelled => (_state & EventState.Cancelled) != 0;

    /// <summary>Where the event is in the table of scheduled events.</summary>
    internal int Handle { get; set; } = ScheduledEvents.None;

    /// <summary>Schedules the event now with the outcome and value of another; it can serve as that one's callback.</summary>
    /// <exception cref="InvalidOperationException">The event was triggered before.</exception>
    public virtual void Trigger(Event @event, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        Decide(@event.IsOk, @event.Value, priority);
    }

    /// <summary>Schedules the event now as a success.</summary>
    /// <param name="value">What it carries.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    /// <exception cref="InvalidOperationException">The event was triggered before.</exception>
    public virtual void Succeed(object? value = null, int priority = 0) => Decide(true, value, priority);

    /// <summary>Schedules the event now as a failure.</summary>
    /// <param name="value">What went wrong.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    /// <exception cref="InvalidOperationException">The event was triggered before.</exception>
    public virtual void Fail(object? value = null, int priority = 0) => Decide(false, value, priority);

    /// <summary>
    /// Takes a scheduled event out of the schedule: it will never be processed, and whoever waits for it is not woken by it.
    /// False if the event is not in the schedule.
    /// </summary>
    public virtual bool Cancel()
    {
        if (!IsTriggered || IsProcessed || IsCancelled || !Environment.Unschedule(this)) return false;
        Set(EventState.Cancelled, true);
        return true;
    }

    /// <summary>Runs the callbacks, in the order in which they were added; called when the event is due.</summary>
    /// <exception cref="InvalidOperationException">The event was processed before.</exception>
    public virtual void Process()
    {
        if ((_state & EventState.Processed) != 0) throw new InvalidOperationException("The event was processed before.");
        _state |= EventState.Processed;
        object? waiters = _waiters;
        WaiterKind kind = _waiterKind;
        SetOnly(WaiterKind.None, null);
        switch (kind)
        {
            case WaiterKind.None:
                return;
            case WaiterKind.Process:
                Unsafe.As<Process>(waiters!).ResumeBy(this);
                return;
            case WaiterKind.Activity:
                Environment.Run(Unsafe.As<ActivityFrame>(waiters!));
                return;
            case WaiterKind.Callback:
                Unsafe.As<Action<Event>>(waiters!)(this);
                return;
            default:
                List<Action<Event>> list = Unsafe.As<List<Action<Event>>>(waiters!);
                for (int i = 0; i < list.Count; i++) list[i](this);
                return;
        }
    }

    /// <summary>Lets an activity await the event.</summary>
    public EventAwaiter GetAwaiter() => new(this);

    /// <summary>An event that happens once both have.</summary>
    public static Condition operator &(Event event1, Event event2) => new AllOf(event1.Environment, event1, event2);

    /// <summary>An event that happens once either has.</summary>
    public static Condition operator |(Event event1, Event event2) => new AnyOf(event1.Environment, event1, event2);

    /// <summary>Marks an event that is in the schedule from its creation on.</summary>
    internal void SetOutcome(bool isOk, object? value)
    {
        _state |= isOk ? EventState.Triggered | EventState.Ok : EventState.Triggered;
        Value = value;
    }

    private void Decide(bool isOk, object? value, int priority)
    {
        if (IsTriggered) throw new InvalidOperationException("The event was triggered before.");
        IsOk = isOk;
        Value = value;
        IsTriggered = true;
        Environment.Schedule(this, priority);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Set(EventState bit, bool value) => _state = value ? _state | bit : _state & ~bit;
}

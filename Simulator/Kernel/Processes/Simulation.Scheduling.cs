using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>The key of priority 0.</summary>
    private const ulong PlainKey = 1UL << 31;

    private readonly List<IEventHandler> _actors = [];
    private long _sequence;

    /// <summary>Schedules an event after a delay in default steps, rounded to the nearest nanosecond.</summary>
    public virtual void ScheduleD(double delay, Event @event) => ScheduleNanoseconds(StepsToNanoseconds(delay), @event);

    /// <summary>Schedules an event for now.</summary>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public virtual void Schedule(Event @event, int priority = 0) => ScheduleNanoseconds(0, @event, priority);

    /// <summary>Schedules an event after a delay.</summary>
    /// <param name="delay">Not negative.</param>
    /// <param name="priority">Order among events of that time: the smaller, the earlier.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public virtual void Schedule(TimeSpan delay, Event @event, int priority = 0) =>
        ScheduleNanoseconds(ToNanoseconds(delay), @event, priority);

    /// <summary>Schedules an event after a delay in nanoseconds. All scheduling of events ends here.</summary>
    /// <param name="delay">Not negative.</param>
    /// <param name="priority">Order among events of that time: the smaller, the earlier.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public virtual void ScheduleNanoseconds(long delay, Event @event, int priority = 0)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (delay < 0) throw new ArgumentException("A delay cannot be negative.", nameof(delay));
        if (@event.Handle != ScheduledEvents.None) throw new InvalidOperationException("The event is scheduled already.");
        _loop.Schedule(checked(_loop.Now + delay), KeyOf(priority), _sequence++, _scheduled.Add(@event));
    }

    /// <summary>
    /// The key in the queue of a priority. Priority 0 lies in the middle, 2^31, so that negative ones come before it; value
    /// events that share the clock may use keys on either side.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(int priority) => (ulong)((long)priority - int.MinValue);

    /// <summary>
    /// Lets a handler of value events share this clock: they are ordered with the events of processes by time, key and sequence.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are 64 handlers already.</exception>
    public EventPort Share(IEventHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_actors.Count == EventPort.MostPorts) throw new InvalidOperationException("No more handlers can share the clock.");
        _actors.Add(handler);
        return new EventPort(this, _actors.Count - 1);
    }

    internal void ScheduleValue(long time, ulong key, long sequence, int handle) => _loop.Schedule(time, key, sequence, handle);

    internal virtual bool Unschedule(Event @event) => _scheduled.Cancel(@event);

    void IEventHandler.Run(in EventNotice due)
    {
        if (_loop.Pending > CachedPending) FetchAhead();
        if (due.Handle >= SleeperBit)
        {
            Wake(due);
            return;
        }

        if (due.Handle < 0)
        {
            ProcessedEvents++;
            _actors[EventPort.NumberOf(due.Handle)].Run(due with { Handle = EventPort.HandleOf(due.Handle) });
            return;
        }

        Event? @event = _scheduled.Take(due.Handle);
        if (@event is null) return;
        ProcessedEvents++;
        @event.Process();
    }
}

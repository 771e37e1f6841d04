using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>The key of priority 0.</summary>
    private const ulong PlainKey = 1UL << 31;

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
    /// The key in the queue of a priority. Priority 0 lies in the middle, 2^31, so that negative ones come before it; value events
    /// that share the clock may use keys on either side.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong KeyOf(int priority) => (ulong)((long)priority - int.MinValue);

    internal bool Unschedule(Event @event) => _scheduled.Cancel(@event);

    void IEventHandler.Run(in EventNotice due)
    {
        if (due.Handle >= SleeperBit)
        {
            Wake(due);
            return;
        }

        Event? @event = _scheduled.Take(due.Handle);
        if (@event is null) return;
        ProcessedEvents++;
        @event.Process();
    }
}

// The kernel itself reads no clock and knows no thread; this folder is where it touches the outside, see docs/kernel.md.
#pragma warning disable RS0030 // Environment.CurrentManagedThreadId, locks and Task: other threads are what this class is about.

using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A simulation in which other threads may schedule and trigger events while it runs. It still runs on one thread, one event at a
/// time; what comes from others is taken in between two events, in the order in which it came, at the time that the clock shows.
/// </summary>
public class ThreadSafeSimulation : Simulation
{
    private const int Nobody = 0;

    /// <summary>Held while a thread that does not run the simulation schedules an event.</summary>
    [SuppressMessage("Design", "CA1051", Justification = "A name that derived simulations rely on.")]
    protected readonly object _locker = new();

    private readonly List<Order> _orders = [];
    private volatile bool _hasOrders;
    private volatile int _runner = Nobody;

    public ThreadSafeSimulation()
    {
    }

    public ThreadSafeSimulation(TimeSpan? defaultStep)
        : base(defaultStep)
    {
    }

    public ThreadSafeSimulation(DateTime initialDateTime, TimeSpan? defaultStep = null)
        : base(initialDateTime, defaultStep)
    {
    }

    public ThreadSafeSimulation(int randomSeed, TimeSpan? defaultStep = null)
        : base(randomSeed, defaultStep)
    {
    }

    public ThreadSafeSimulation(DateTime initialDateTime, int randomSeed, TimeSpan? defaultStep = null)
        : base(initialDateTime, randomSeed, defaultStep)
    {
    }

    public ThreadSafeSimulation(IRandom random, DateTime initialDateTime, TimeSpan? defaultStep = null)
        : base(random, initialDateTime, defaultStep)
    {
    }

    private readonly record struct Order(long Delay, Event Event, int Priority);

    /// <summary>Schedules an event; may be called from any thread, at any time.</summary>
    /// <inheritdoc/>
    public override void ScheduleNanoseconds(long delay, Event @event, int priority = 0)
    {
        if (_runner == Environment.CurrentManagedThreadId)
        {
            base.ScheduleNanoseconds(delay, @event, priority);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        lock (_locker)
        {
            if (_runner == Nobody)
            {
                base.ScheduleNanoseconds(delay, @event, priority);
                return;
            }

            _orders.Add(new Order(delay, @event, priority));
            _hasOrders = true;
        }

        OnOrderFromOutside();
    }

    /// <summary>Runs on another thread.</summary>
    public Task<object?> RunAsync(TimeSpan duration) => Task.Run(() => Run(duration));

    /// <inheritdoc cref="RunAsync(TimeSpan)"/>
    public Task<object?> RunAsync(DateTime until) => Task.Run(() => Run(until));

    /// <inheritdoc cref="RunAsync(TimeSpan)"/>
    public Task<object?> RunAsync(Event? stopEvent = null) => Task.Run(() => Run(stopEvent));

    public override void Step()
    {
        bool entered = Enter();
        try
        {
            TakeOrders();
            base.Step();
        }
        finally
        {
            if (entered) Leave();
        }
    }

    public override double PeekD()
    {
        lock (_locker) return base.PeekD();
    }

    public override DateTime Peek()
    {
        lock (_locker) return base.Peek();
    }

    /// <summary>Another thread has scheduled something while the simulation runs.</summary>
    private protected virtual void OnOrderFromOutside()
    {
    }

    private protected override object? RunToEnd(Event? stopEvent)
    {
        bool entered = Enter();
        try
        {
            return base.RunToEnd(stopEvent);
        }
        finally
        {
            if (entered) Leave();
        }
    }

    private protected override bool HasNext()
    {
        TakeOrders();
        return base.HasNext();
    }

    /// <summary>Schedules what other threads have ordered.</summary>
    private protected void TakeOrders()
    {
        if (!_hasOrders) return;
        lock (_locker)
        {
            OnTakingOrders();
            foreach (Order order in _orders) base.ScheduleNanoseconds(order.Delay, order.Event, order.Priority);
            _orders.Clear();
            _hasOrders = false;
        }
    }

    /// <summary>The clock may be set before what other threads have ordered is scheduled.</summary>
    private protected virtual void OnTakingOrders()
    {
    }

    internal override bool Unschedule(Event @event)
    {
        lock (_locker) return _orders.RemoveAll(o => o.Event == @event) > 0 || base.Unschedule(@event);
    }

    /// <summary>Makes this thread the one that runs the simulation; false if it is already.</summary>
    /// <exception cref="InvalidOperationException">Another thread runs the simulation.</exception>
    private bool Enter()
    {
        int me = Environment.CurrentManagedThreadId;
        if (_runner == me) return false;
        lock (_locker)
        {
            if (_runner != Nobody) throw new InvalidOperationException("The simulation runs on another thread.");
            _runner = me;
        }

        return true;
    }

    private void Leave()
    {
        lock (_locker)
        {
            TakeOrders();
            _runner = Nobody;
        }
    }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>An event that happens after a delay.</summary>
public sealed class Timeout : Event
{
    /// <param name="delay">From now; not negative.</param>
    /// <param name="value">What the event carries.</param>
    /// <param name="isOk">False for a timeout that fails.</param>
    /// <param name="priority">Order among events of its time: the smaller, the earlier.</param>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public Timeout(Simulation environment, TimeSpan delay, object? value = null, bool isOk = true, int priority = 0)
        : this(environment, Simulation.ToNanoseconds(delay), priority, isOk, value)
    {
    }

    internal Timeout(Simulation environment, long delayNanoseconds, int priority, bool isOk = true, object? value = null)
        : base(environment)
    {
        SetOutcome(isOk, value);
        environment.ScheduleNanoseconds(delayNanoseconds, this, priority);
    }
}

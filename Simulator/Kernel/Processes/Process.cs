using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Runs a generator of events: each event that it yields is waited for, and the generator goes on when that has been processed.
/// A process is itself an event, which happens when the generator ends.
/// </summary>
/// <remarks>
/// A generator cannot be handed an exception. A process that is interrupted, or whose event failed, goes on with
/// <see cref="Event.IsOk"/> false, and must call <see cref="HandleFault"/> before it yields again.
/// </remarks>
public class Process : Event
{
    private readonly IEnumerator<Event>? _generator;
    private Action<Event>? _resumeCallback;
    private Event? _target;

    /// <param name="generator">What the process does.</param>
    /// <param name="priority">Order among what starts now: the smaller, the earlier.</param>
    public Process(Simulation environment, IEnumerable<Event> generator, int priority = 0)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(generator);
        _generator = generator.GetEnumerator();
        IsOk = true;
        _target = new Initialize(environment, this, priority);
    }

    /// <summary>For a process that is no generator.</summary>
    private protected Process(Simulation environment)
        : base(environment) => IsOk = true;

    /// <summary>The event that the process waits for.</summary>
    public Event? Target
    {
        get => AwaitedEvent;
        protected set => _target = value;
    }

    private protected virtual Event? AwaitedEvent => _target;

    /// <summary>What the process runs; null if that is an activity.</summary>
    internal object? Generator => _generator;

    /// <summary>Where the process is in the table of sleepers.</summary>
    internal int SleepHandle { get; set; } = Sleepers.None;

    internal Action<Event> ResumeCallback => _resumeCallback ??= Resume;

    /// <summary>Makes the process go on now with a fault, instead of when its event happens.</summary>
    /// <param name="cause">What the process finds in its <see cref="Event.Value"/>.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    /// <exception cref="InvalidOperationException">The process has ended, or interrupts itself.</exception>
    public virtual void Interrupt(object? cause = null, int priority = 0)
    {
        if (IsTriggered) throw new InvalidOperationException("The process has ended and cannot be interrupted.");
        if (Environment.ActiveProcess == this) throw new InvalidOperationException("A process cannot interrupt itself.");
        _ = new Interruption(Environment, this, cause, priority);
        StopWaiting();
    }

    /// <summary>Whether there was a fault; it counts as handled then.</summary>
    public virtual bool HandleFault()
    {
        if (IsOk) return false;
        IsOk = true;
        return true;
    }

    internal void ResumeBy(Event @event) => Resume(@event);

    /// <summary>Runs the generator on, as far as the next event that has not been processed yet.</summary>
    /// <exception cref="InvalidOperationException">The generator yields on without having handled a fault.</exception>
    protected virtual void Resume(Event @event)
    {
        // The process ended before this interrupt could reach it.
        if (IsTriggered) return;
        // A second interrupt of one time finds the process waiting for something new, which must not resume it later.
        if (@event != _target) StopWaiting();
        Environment.ActiveProcess = this;
        try
        {
            while (true)
            {
                if (!@event.IsOk)
                {
                    IsOk = false;
                    Value = @event.Value;
                }

                if (!_generator!.MoveNext())
                {
                    End(@event);
                    return;
                }

                // The generator may have decided its own outcome, by Succeed or Fail on the active process.
                if (IsTriggered) return;
                if (!IsOk) throw new InvalidOperationException("The process did not handle its fault before it yielded again.");
                if (ProceedToEvent()) return;
                @event = _target!;
            }
        }
        finally
        {
            Environment.ActiveProcess = null;
        }
    }

    /// <summary>Waits for the event that was yielded; false if that has been processed already.</summary>
    protected virtual bool ProceedToEvent()
    {
        Event target = _generator!.Current ?? throw new InvalidOperationException("A process yielded no event.");
        _target = target;
        Value = target.Value;
        if (target is Pause)
        {
            Environment.Sleep(this);
            return true;
        }

        if (target.IsProcessed) return false;
        if (target.IsCancelled) throw new InvalidOperationException("A process waits for an event that was cancelled.");
        target.AddWaiter(this);
        return true;
    }

    /// <summary>Sees to it that what the process waits for does not resume it.</summary>
    private protected virtual void StopWaiting()
    {
        if (_target is not Pause) _target?.RemoveWaiter(this);
        else if (Environment.IsAsleep(SleepHandle)) Environment.CancelSleep(SleepHandle);
    }

    private void End(Event last)
    {
        if (SleepHandle != Sleepers.None)
        {
            Environment.Forget(SleepHandle);
            SleepHandle = Sleepers.None;
        }

        if (IsTriggered) return;
        if (IsOk) Succeed(last.Value);
        else Fail(last.Value);
    }
}

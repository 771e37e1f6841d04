using System;
using System.Runtime.ExceptionServices;

namespace Fleek.Sim.Kernel;

/// <summary>A process that is an activity and not a generator. Interrupts and failed events reach it as exceptions.</summary>
internal sealed class ActivityProcess : Process
{
    private Event? _awaited;
    private bool _begun;

    public ActivityProcess(Simulation environment, ActivityFrame frame, int use, int priority)
        : base(environment)
    {
        Leaf = frame;
        frame.Begin(this, null, use);
        _awaited = new Initialize(environment, this, priority);
    }

    /// <summary>The innermost activity of those that await one another: the one that runs or waits.</summary>
    public ActivityFrame Leaf { get; set; }

    private protected override Event? AwaitedEvent => Environment.IsAsleep(Leaf.SleepHandle) ? null : _awaited;

    public override void Process()
    {
        bool unobserved = !IsAwaited;
        base.Process();
        if (!IsOk && unobserved) ThrowFailure();
    }

    /// <summary>Rethrows what the process died of.</summary>
    public void ThrowFailure()
    {
        if (Value is Exception failure) ExceptionDispatchInfo.Throw(failure);
        throw new EventFailedException(this);
    }

    public void WaitFor(Event awaited, ActivityFrame frame)
    {
        if (awaited is Pause) throw Kernel.Pause.NotYielded();
        _awaited = awaited;
        awaited.AddWaiter(frame);
    }

    /// <summary>The outermost activity is done.</summary>
    public void End(ActivityFrame outermost)
    {
        bool isOk = outermost.Failure is null;
        object? value = outermost.TakeValue();
        _awaited = null;
        // The activity may have decided the outcome itself, by Succeed or Fail on the active process.
        if (IsTriggered) return;
        if (isOk) Succeed(value);
        else Fail(value);
    }

    /// <summary>Starts the activity, or brings it an interrupt.</summary>
    protected override void Resume(Event @event)
    {
        if (IsTriggered) return;
        if (!@event.IsOk && !_begun)
        {
            // Nothing waits anywhere that an exception could be thrown at: it ends before it began.
            Leaf.Release();
            Fail(new InterruptException(@event.Value));
            return;
        }

        _begun = true;
        if (!@event.IsOk)
        {
            StopWaiting();
            Environment.SetInterrupt(new InterruptException(@event.Value));
        }

        Environment.Run(Leaf);
    }

    private protected override void StopWaiting()
    {
        if (Environment.IsAsleep(Leaf.SleepHandle)) Environment.CancelSleep(Leaf.SleepHandle);
        else if (!_begun) _awaited?.RemoveWaiter(this);
        else _awaited?.RemoveWaiter(Leaf);
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Fleek.Sim.Kernel;

/// <summary>Waits for an event, within an activity.</summary>
public readonly struct EventAwaiter : ICriticalNotifyCompletion
{
    private readonly Event _event;

    internal EventAwaiter(Event awaited) => _event = awaited;

    public bool IsCompleted => _event.IsProcessed;

    /// <summary>The event's value.</summary>
    /// <exception cref="InterruptException">The process was interrupted while it waited.</exception>
    /// <exception cref="EventFailedException">The event failed, and not with an exception of its own.</exception>
    public object? GetResult()
    {
        _event.Environment.ThrowInterrupt();
        if (_event.IsOk) return _event.Value;
        if (_event.Value is Exception failure) ExceptionDispatchInfo.Throw(failure);
        throw new EventFailedException(_event);
    }

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void OnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void UnsafeOnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    internal void Suspend(ActivityFrame frame)
    {
        if (_event.IsCancelled) throw new InvalidOperationException("A process waits for an event that was cancelled.");
        frame.Process.WaitFor(_event, frame);
    }
}

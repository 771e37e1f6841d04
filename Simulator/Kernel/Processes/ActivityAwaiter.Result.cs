using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>Waits for an activity with a result to end.</summary>
public readonly struct ActivityAwaiter<TResult> : ICriticalNotifyCompletion, IActivityAwaiter
{
    private readonly ActivityFrame<TResult> _frame;
    private readonly int _use;

    internal ActivityAwaiter(ActivityFrame<TResult> frame, int use)
    {
        _frame = frame;
        _use = use;
    }

    /// <summary>Never: the activity begins by being awaited.</summary>
    public bool IsCompleted => false;

    /// <summary>The result of the activity; throws what it threw.</summary>
    public TResult GetResult() => _frame.TakeResult(_use);

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void OnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void UnsafeOnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    void IActivityAwaiter.Suspend(ActivityFrame frame) => Begin(frame);

    internal void Begin(ActivityFrame caller)
    {
        ActivityProcess process = caller.Process;
        _frame.Begin(process, caller, _use);
        process.Environment.ContinueWith(_frame);
    }
}

using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>Waits for an activity with a result to end.</summary>
public readonly struct ActivityAwaiter<TResult> : ICriticalNotifyCompletion, IActivityAwaiter
{
    private readonly AwaitedActivity _awaited;

    internal ActivityAwaiter(ActivityFrame<TResult> frame, int use) => _awaited = new AwaitedActivity(frame, use);

    /// <summary>Never: the activity begins by being awaited.</summary>
    public bool IsCompleted => false;

    /// <summary>The result of the activity; throws what it threw.</summary>
    public TResult GetResult() => Unsafe.As<ActivityFrame<TResult>>(_awaited.Frame).TakeResult(_awaited.Use);

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void OnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void UnsafeOnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();
}

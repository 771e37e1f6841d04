using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>Waits for an activity to end.</summary>
public readonly struct ActivityAwaiter : ICriticalNotifyCompletion, IActivityAwaiter
{
    private readonly ActivityAwaiter<Nothing> _inner;

    internal ActivityAwaiter(ActivityFrame<Nothing> frame, int use) => _inner = new(frame, use);

    /// <summary>Never: the activity begins by being awaited.</summary>
    public bool IsCompleted => false;

    /// <summary>Throws what the activity threw.</summary>
    public void GetResult() => _inner.GetResult();

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void OnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();

    /// <inheritdoc cref="DelayAwaiter.OnCompleted"/>
    public void UnsafeOnCompleted(Action continuation) => throw ActivityFrame.NotInAnActivity();
}

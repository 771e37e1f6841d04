using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>What the compiler makes an <see cref="Activity"/> with; not for use by hand.</summary>
public struct ActivityMethodBuilder
{
    private ActivityMethodBuilder<Nothing> _inner;

    public readonly Activity Task => new(_inner.Frame);

    public static ActivityMethodBuilder Create() => default;

    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        _inner.Frame = ActivityFrame<TStateMachine, Nothing>.Rent(out ActivityFrame<TStateMachine, Nothing> frame);
        frame.StateMachine = stateMachine;
    }

    public readonly void SetResult() => _inner.SetResult(default);

    public readonly void SetException(Exception exception) => _inner.SetException(exception);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) => _inner.SetStateMachine(stateMachine);

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => ActivityFrame.Suspend(_inner.Frame, ref awaiter);

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => ActivityFrame.Suspend(_inner.Frame, ref awaiter);
}

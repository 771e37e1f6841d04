using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>What the compiler makes an <see cref="Activity{TResult}"/> with; not for use by hand.</summary>
public struct ActivityMethodBuilder<TResult>
{
    internal ActivityFrame<TResult> Frame { readonly get; set; }

    public readonly Activity<TResult> Task => new(Frame);

    [SuppressMessage("Design", "CA1000", Justification = "The compiler asks for it.")]
    public static ActivityMethodBuilder<TResult> Create() => default;

    /// <summary>Keeps the method for later instead of running it: an activity begins when somebody wants it to.</summary>
    public void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        // This builder is a part of the state machine: the frame must be in it before it is copied.
        Frame = ActivityFrame<TStateMachine, TResult>.Rent(out ActivityFrame<TStateMachine, TResult> frame);
        frame.StateMachine = stateMachine;
    }

    public readonly void SetResult(TResult result) => Frame.SetResult(result);

    public readonly void SetException(Exception exception) => Frame.SetException(exception);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) =>
        throw new InvalidOperationException("A state machine that lives in its frame needs no box.");

    public readonly void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => ActivityFrame.Suspend(Frame, ref awaiter);

    public readonly void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => ActivityFrame.Suspend(Frame, ref awaiter);
}

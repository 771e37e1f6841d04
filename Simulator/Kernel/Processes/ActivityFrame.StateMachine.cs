using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>
/// An <see cref="ActivityFrame{TResult}"/> that holds the state of one async method. Frames are used again, per thread.
/// </summary>
internal sealed class ActivityFrame<TStateMachine, TResult> : ActivityFrame<TResult>
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Frames kept for a method; more than so many are left to the collector.</summary>
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static ActivityFrame<TStateMachine, TResult>? _free;

    [ThreadStatic]
    private static int _kept;

    private ActivityFrame<TStateMachine, TResult>? _nextFree;

    /// <summary>The method's locals and where it stands; a field, since it is run in place.</summary>
    public TStateMachine StateMachine = default!;

    /// <summary>A frame that nobody uses; the same one twice, for callers that want either type.</summary>
    public static ActivityFrame<TResult> Rent(out ActivityFrame<TStateMachine, TResult> frame)
    {
        if (_free is { } free)
        {
            _free = free._nextFree;
            free._nextFree = null;
            _kept--;
            return frame = free;
        }

        return frame = new ActivityFrame<TStateMachine, TResult>();
    }

    public override void MoveNext() => StateMachine.MoveNext();

    protected override void Recycle()
    {
        StateMachine = default!;
        if (_kept >= MostKept) return;
        _kept++;
        _nextFree = _free;
        _free = this;
    }
}

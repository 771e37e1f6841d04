using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>An <see cref="Activity"/> with a result.</summary>
[AsyncMethodBuilder(typeof(ActivityMethodBuilder<>))]
public readonly struct Activity<TResult>
{
    internal Activity(ActivityFrame<TResult> frame)
    {
        Frame = frame;
        Use = frame.Use;
    }

    internal ActivityFrame<TResult> Frame { get; }

    /// <summary>Which use of the frame this is.</summary>
    internal int Use { get; }

    public ActivityAwaiter<TResult> GetAwaiter() => new(Frame, Use);
}

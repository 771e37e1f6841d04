using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

/// <summary>The heap memory of a call of an async method, and where it stands.</summary>
internal abstract class ActivityFrame
{
    private ActivityProcess? _process;

    /// <summary>The process that the activity is a part of.</summary>
    public ActivityProcess Process => _process!;

    /// <summary>The activity that awaits this one; null for the outermost of a process.</summary>
    public ActivityFrame? Caller { get; private set; }

    /// <summary>What the method threw, once it is done.</summary>
    public Exception? Failure { get; private protected set; }

    /// <summary>Where the frame is in the table of sleepers.</summary>
    public int SleepHandle { get; set; } = Sleepers.None;

    /// <summary>Counts how often the frame has been used, so that nobody takes a later use for his own.</summary>
    public int Use { get; private set; }

    /// <summary>Whether the method has returned or thrown.</summary>
    public bool IsDone { get; private protected set; }

    public static InvalidOperationException NotInAnActivity() => new("This can be awaited in an async Activity alone.");

    /// <summary>Lets a frame wait; the awaiter's type is known to the compiler, which leaves no test and no box.</summary>
    /// <exception cref="InvalidOperationException">Something is awaited that would go on outside the simulation.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Suspend<TAwaiter>(ActivityFrame frame, ref TAwaiter awaiter)
    {
        if (typeof(TAwaiter) == typeof(DelayAwaiter)) Unsafe.As<TAwaiter, DelayAwaiter>(ref awaiter).Suspend(frame);
        else if (typeof(TAwaiter) == typeof(EventAwaiter)) Unsafe.As<TAwaiter, EventAwaiter>(ref awaiter).Suspend(frame);
        else if (AwaiterKind<TAwaiter>.IsOfActivity) Unsafe.As<TAwaiter, AwaitedActivity>(ref awaiter).Begin(frame);
        else throw new InvalidOperationException($"An activity cannot await {typeof(TAwaiter)}: that goes on elsewhere.");
    }

    /// <summary>Makes the activity a part of a process.</summary>
    /// <param name="use">The use that the activity stands for.</param>
    /// <exception cref="InvalidOperationException">The activity has begun before.</exception>
    public void Begin(ActivityProcess process, ActivityFrame? caller, int use)
    {
        bool hasBegun = use != Use || _process is not null;
        if (hasBegun) throw new InvalidOperationException("An activity can be awaited or started once.");
        _process = process;
        Caller = caller;
        process.Leaf = this;
    }

    /// <summary>Runs the method on as far as its next wait.</summary>
    public abstract void MoveNext();

    /// <summary>Runs the process on, as the callback of an event that it awaits.</summary>
    public void Resume(Event happened) => Process.Environment.Run(this);

    /// <summary>The result as an object, for the value of a process. Then the frame is free.</summary>
    public abstract object? TakeValue();

    /// <summary>Gives the frame back for another use.</summary>
    public void Release()
    {
        if (SleepHandle != Sleepers.None)
        {
            _process!.Environment.Forget(SleepHandle);
            SleepHandle = Sleepers.None;
        }

        Use = unchecked(Use + 1);
        _process = null;
        Caller = null;
        Failure = null;
        IsDone = false;
        Recycle();
    }

    protected abstract void Recycle();
}

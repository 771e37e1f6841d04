using System;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>Set in a handle of the queue that means a sleeping activity.</summary>
    private const int SleeperBit = 1 << 30;

    private Sleepers _sleepers = new();
    private ActivityFrame? _continueWith;
    private InterruptException? _interrupt;

    /// <summary>Starts an async method as a process, in its turn among what is due now.</summary>
    /// <param name="activity">What the process does; not begun elsewhere.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public Process Process(Activity activity, int priority = 0) => new ActivityProcess(this, activity.Frame, activity.Use, priority);

    /// <summary>Starts an async method as a process; its result is the process's value.</summary>
    /// <param name="activity">What the process does; not begun elsewhere.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public Process Process<TResult>(Activity<TResult> activity, int priority = 0) =>
        new ActivityProcess(this, activity.Frame, activity.Use, priority);

    /// <summary>Lets simulated time pass in an activity: <c>await simulation.Delay(span)</c>. Makes no event and no garbage.</summary>
    public DelayAwaiter Delay(TimeSpan span) => DelayNanoseconds(ToNanoseconds(span));

    /// <summary>As <see cref="Delay"/>, in default steps, rounded to the nearest nanosecond.</summary>
    public DelayAwaiter DelayD(double steps) => DelayNanoseconds(StepsToNanoseconds(steps));

    /// <summary>As <see cref="Delay"/>, in nanoseconds.</summary>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public DelayAwaiter DelayNanoseconds(long nanoseconds)
    {
        if (nanoseconds < 0) throw new ArgumentException("A delay cannot be negative.", nameof(nanoseconds));
        return new DelayAwaiter(this, nanoseconds);
    }

    internal void Sleep(ActivityFrame frame, long nanoseconds)
    {
        int handle = frame.Handle;
        if (handle == Sleepers.None) frame.Handle = handle = _sleepers.Add(frame);
        frame.WakeSequence = _sequence;
        _loop.Schedule(checked(_loop.Now + nanoseconds), PlainKey, _sequence++, handle | SleeperBit);
    }

    internal void CancelSleep(ActivityFrame frame)
    {
        frame.WakeSequence = ActivityFrame.Awake;
        _sleepers.OutOfDate++;
    }

    internal void Forget(ActivityFrame frame)
    {
        _sleepers.Remove(frame.Handle);
        frame.Handle = Sleepers.None;
    }

    /// <summary>The activity that runs awaits this one, which therefore runs next.</summary>
    internal void ContinueWith(ActivityFrame frame) => _continueWith = frame;

    internal void SetInterrupt(InterruptException interrupt) => _interrupt = interrupt;

    /// <summary>Throws the interrupt that the running activity was resumed with, if it was.</summary>
    internal void ThrowInterrupt()
    {
        if (_interrupt is not { } interrupt) return;
        _interrupt = null;
        throw interrupt;
    }

    /// <summary>Runs a process on until it waits. Activities that await one another take turns here, and not on the stack.</summary>
    internal void Run(ActivityFrame frame)
    {
        ActiveProcess = frame.Process;
        while (true)
        {
            frame.MoveNext();
            if (frame.IsDone)
            {
                if (!ReturnToCaller(ref frame)) break;
            }
            else if (_continueWith is { } inner)
            {
                _continueWith = null;
                frame = inner;
            }
            else
            {
                break;
            }
        }

        ActiveProcess = null;
    }

    private static bool ReturnToCaller(ref ActivityFrame frame)
    {
        if (frame.Caller is { } caller)
        {
            frame.Process.Leaf = caller;
            frame = caller;
            return true;
        }

        frame.Process.End(frame);
        return false;
    }

    private void Wake(in EventNotice due)
    {
        ActivityFrame? frame = _sleepers[due.Handle & ~SleeperBit];
        if (frame is null || frame.WakeSequence != due.Sequence)
        {
            _sleepers.OutOfDate--;
            return;
        }

        frame.WakeSequence = ActivityFrame.Awake;
        ProcessedEvents++;
        Run(frame);
    }
}

using System;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    private ActivityFrame? _continueWith;
    private InterruptException? _interrupt;

    /// <summary>Starts an async method as a process, in its turn among what is due now.</summary>
    /// <param name="activity">What the process does; not begun elsewhere.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public Process Process(Activity activity, int priority = 0) =>
        new ActivityProcess(this, activity.Frame, activity.Use, priority);

    /// <summary>Starts an async method as a process; its result is the process's value.</summary>
    /// <param name="activity">What the process does; not begun elsewhere.</param>
    /// <param name="priority">Order among events of this time: the smaller, the earlier.</param>
    public Process Process<TResult>(Activity<TResult> activity, int priority = 0) =>
        new ActivityProcess(this, activity.Frame, activity.Use, priority);

    /// <summary>
    /// Lets simulated time pass in an activity: <c>await simulation.Delay(span)</c>. Makes no event and no garbage.
    /// </summary>
    public DelayAwaitable Delay(TimeSpan span) => DelayNanoseconds(ToNanoseconds(span));

    /// <summary>As <see cref="Delay"/>, in default steps, rounded to the nearest nanosecond.</summary>
    public DelayAwaitable DelayD(double steps) => DelayNanoseconds(StepsToNanoseconds(steps));

    /// <summary>As <see cref="Delay"/>, in nanoseconds.</summary>
    /// <exception cref="ArgumentException">The delay is negative.</exception>
    public DelayAwaitable DelayNanoseconds(long nanoseconds)
    {
        if (nanoseconds < 0) throw new ArgumentException("A delay cannot be negative.", nameof(nanoseconds));
        return new DelayAwaitable(this, nanoseconds);
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

    /// <summary>
    /// Runs a process on until it waits. Activities that await one another take turns here, and not on the stack.
    /// </summary>
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
}

using System;
using System.Runtime.CompilerServices;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>Set in a handle of the queue that means a sleeper.</summary>
    private const int SleeperBit = 1 << 30;

    /// <summary>Set beside <see cref="SleeperBit"/> where the sleeper is a process and not a frame.</summary>
    private const int ProcessBit = 1 << 29;

    private readonly Pause _pause;
    private Sleepers _sleepers = new();

    /// <summary>The span that was named last, on the way to whoever is about to sleep.</summary>
    internal long NextDelayNanoseconds { get; set; }

    /// <summary>
    /// Lets simulated time pass in a generator: <c>yield return simulation.Pause(span)</c>. It makes no event or garbage, unlike a
    /// <see cref="Fleek.Sim.Kernel.Timeout"/>; must be yielded at once, and cannot be kept, combined or waited for by others.
    /// </summary>
    public Event Pause(TimeSpan span) => PauseNanoseconds(ToNanoseconds(span));

    /// <summary>As <see cref="Pause"/>, in default steps, rounded to the nearest nanosecond.</summary>
    public Event PauseD(double steps) => PauseNanoseconds(StepsToNanoseconds(steps));

    /// <summary>As <see cref="Pause"/>, in nanoseconds.</summary>
    /// <exception cref="ArgumentException">The pause is negative.</exception>
    public Event PauseNanoseconds(long nanoseconds)
    {
        if (nanoseconds < 0) throw new ArgumentException("A pause cannot be negative.", nameof(nanoseconds));
        NextDelayNanoseconds = nanoseconds;
        return _pause;
    }

    internal void Sleep(ActivityFrame frame)
    {
        int handle = frame.SleepHandle;
        if (handle == Sleepers.None) frame.SleepHandle = handle = _sleepers.Add(frame);
        Sleep(handle, SleeperBit);
    }

    internal void Sleep(Process process)
    {
        int handle = process.SleepHandle;
        if (handle == Sleepers.None) process.SleepHandle = handle = _sleepers.Add(process);
        Sleep(handle, SleeperBit | ProcessBit);
    }

    internal bool IsAsleep(int handle) => _sleepers.IsAsleep(handle);

    internal void CancelSleep(int handle) => _sleepers.Cancel(handle);

    internal void Forget(int handle) => _sleepers.Remove(handle);

    private void Sleep(int handle, int kind)
    {
        long sequence = _sequence++;
        _sleepers.Sleep(handle, sequence);
        _loop.Schedule(checked(_loop.Now + NextDelayNanoseconds), PlainKey, sequence, handle | kind);
    }

    private void Wake(in EventNotice due)
    {
        object? sleeper = _sleepers.Wake(due.Handle & (ProcessBit - 1), due.Sequence);
        if (sleeper is null) return;
        ProcessedEvents++;
        if ((due.Handle & ProcessBit) == 0) Run(Unsafe.As<ActivityFrame>(sleeper));
        else Unsafe.As<Process>(sleeper).ResumeBy(_pause);
    }
}

// The kernel itself reads no clock and knows no thread; this folder is where it touches the outside, see docs/kernel.md.
#pragma warning disable RS0030 // Stopwatch, Monitor and Thread.SpinWait: the real clock, and waiting for it.

using System.Diagnostics;
using System.Threading;

namespace Fleek.Sim.Kernel;

/// <summary>
/// The machine's monotonic clock. Sleeps while the time is far and spins for the last stretch, since a sleeping thread is woken
/// late by more than a fleeting event can bear.
/// </summary>
public sealed class SystemWallClock : IWallClock
{
    /// <summary>How long before the time it stops to sleep.</summary>
    private const long SpinNanoseconds = 1_000_000;

    private const long NanosecondsPerMillisecond = 1_000_000;
    private const int SpinsPerLook = 20;

    private static readonly double _nanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly object _locker = new();
    private volatile bool _woken;

    public long NowNanoseconds => (long)((Stopwatch.GetTimestamp() - _start) * _nanosecondsPerTick);

    public bool WaitUntil(long nanoseconds)
    {
        while (!_woken)
        {
            long left = nanoseconds - NowNanoseconds;
            if (left <= 0) return true;
            long milliseconds = (left - SpinNanoseconds) / NanosecondsPerMillisecond;
            if (milliseconds > 0) Sleep(milliseconds);
            else Thread.SpinWait(SpinsPerLook);
        }

        _woken = false;
        return false;
    }

    public void Wake()
    {
        lock (_locker)
        {
            _woken = true;
            Monitor.PulseAll(_locker);
        }
    }

    private void Sleep(long milliseconds)
    {
        lock (_locker)
        {
            if (!_woken) Monitor.Wait(_locker, (int)long.Min(milliseconds, int.MaxValue));
        }
    }
}

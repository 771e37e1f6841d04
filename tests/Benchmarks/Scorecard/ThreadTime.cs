using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// Processor time of the calling thread: what other work on the machine takes from it does not count. A reading costs some tenths of a
/// microsecond. Where the system has no such clock it is the clock on the wall.
/// </summary>
internal static class ThreadTime
{
    /// <summary>CLOCK_THREAD_CPUTIME_ID of Linux.</summary>
    private const int ThreadClock = 3;

    /// <summary>Since some fixed moment.</summary>
    public static long Nanoseconds
    {
        get
        {
            if (OperatingSystem.IsLinux() && Read(ThreadClock, out Reading now) == 0) return (now.Seconds * 1_000_000_000) + now.Nanoseconds;
            return (long)Stopwatch.GetElapsedTime(0).TotalNanoseconds;
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int Read(int clock, out Reading reading);

    [StructLayout(LayoutKind.Sequential)]
    private struct Reading
    {
        public nint Seconds, Nanoseconds;
    }
}

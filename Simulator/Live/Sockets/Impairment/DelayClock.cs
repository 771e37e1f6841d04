using System.Runtime.InteropServices;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Sockets.Impairment;

/// <summary>
/// Calls back at instants, within some tenths of a millisecond: the timers of the runtime are a millisecond late, which is much of a link's
/// delay. One thread for the process; it looks up four thousand times a second while something is due, and sleeps otherwise.
/// </summary>
internal static class DelayClock
{
    private const long SliceNs = 250_000;

    private static readonly LiveClock _clock = new();
    private static readonly PriorityQueue<Action, (Instant At, long Order)> _due = new();
    private static readonly object _gate = new();
    private static Thread? _thread;
    private static long _order;

    public static Instant Now => _clock.Now;

    /// <summary>Calls back at that instant or a little later, in the order of the instants; the callback must not block.</summary>
    public static void At(Instant at, Action callback)
    {
        lock (_gate)
        {
            _due.Enqueue(callback, (at, _order++));
            if (_thread is null)
            {
                _thread = new Thread(Run) { Name = "link delays", IsBackground = true };
                _thread.Start();
            }

            if (_due.Count == 1) Monitor.Pulse(_gate);
        }
    }

    private static void Run()
    {
        while (true)
        {
            Action? next = null;
            long wait;
            lock (_gate)
            {
                while (_due.Count == 0) Monitor.Wait(_gate);
                _due.TryPeek(out _, out (Instant At, long Order) first);
                wait = (first.At - Now).Nanoseconds;
                if (wait <= 0) next = _due.Dequeue();
            }

            if (next is null) Sleep(Math.Min(wait, SliceNs));
            else next();
        }
    }

    private static void Sleep(long nanoseconds)
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.Sleep(0);
            return;
        }

        Span slept = new() { Nanoseconds = (nint)nanoseconds };
        _ = NanoSleep(slept, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    private static extern int NanoSleep(in Span wanted, nint left);

    [StructLayout(LayoutKind.Sequential)]
    private struct Span
    {
        public nint Seconds, Nanoseconds;
    }
}

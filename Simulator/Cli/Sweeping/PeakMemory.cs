using System.Diagnostics;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// The program's peak of memory so far, not one run's alone: runs share one process. Asking the system takes longer than a short run,
/// so it is asked a few times a second. Thread-safe.
/// </summary>
internal sealed class PeakMemory
{
    private static readonly TimeSpan _validFor = TimeSpan.FromMilliseconds(200);
    private readonly Lock _lock = new();
    private double _megabytes;
    private long _asked;

    public double PeakMegabytes
    {
        get
        {
            lock (_lock)
            {
                if (_megabytes > 0 && Stopwatch.GetElapsedTime(_asked) < _validFor) return _megabytes;
                using Process self = Process.GetCurrentProcess();
                _megabytes = self.PeakWorkingSet64 / (1024.0 * 1024.0);
                _asked = Stopwatch.GetTimestamp();
                return _megabytes;
            }
        }
    }
}

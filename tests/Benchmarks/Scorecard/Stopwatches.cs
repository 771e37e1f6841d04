using System.Diagnostics;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Times work, by processor time where it can: a busy machine disturbs it less than the clock on the wall.</summary>
internal static class Stopwatches
{
    /// <summary>Operations a second of processor time: the median of some runs, after one that warms up.</summary>
    /// <param name="operation">Does a batch and returns how many operations it was.</param>
    /// <param name="runs">Runs that count; odd.</param>
    public static double PerSecond(Func<long> operation, int runs = 5)
    {
        operation();
        double[] rates = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            TimeSpan before = ProcessorTime;
            long count = operation();
            rates[i] = count / (ProcessorTime - before).TotalSeconds;
        }

        Array.Sort(rates);
        return rates[runs / 2];
    }

    /// <summary>What work takes by the clock on the wall: the only one that also counts another process.</summary>
    public static double WallSeconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Processor time of this process so far.</summary>
    public static TimeSpan ProcessorTime => Process.GetCurrentProcess().TotalProcessorTime;
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>Seconds as a real number, to and from the 100 ns ticks of a <see cref="TimeSpan"/>.</summary>
internal static class Seconds
{
    /// <summary>The nearest tick; throws <see cref="OverflowException"/> beyond 29,000 years.</summary>
    public static TimeSpan ToTimeSpan(double seconds)
    {
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        if (double.IsNaN(ticks)) throw new ArgumentException("is not a number", nameof(seconds));
        if (Math.Abs(ticks) >= 9.2233720368547758e18) throw new OverflowException($"{seconds} s do not fit a TimeSpan");
        return new TimeSpan((long)ticks);
    }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>An <see cref="Exponential"/> span of time.</summary>
public class ExponentialTime : Distribution<TimeSpan>
{
    /// <exception cref="ArgumentException">The mean is not longer than 0.</exception>
    public ExponentialTime(TimeSpan mean) => Mean = Require.Positive(mean);

    public TimeSpan Mean { get; }

    public TimeSpan StdDev => Mean;

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Sample(random, Mean);

    public static TimeSpan Sample(IRandom random, TimeSpan mean) =>
        Seconds.ToTimeSpan(Exponential.Sample(random, mean.TotalSeconds));
}

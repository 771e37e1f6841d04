using System;

namespace Fleek.Sim.Kernel;

/// <summary>Uniform among the ticks of [lower, upper).</summary>
public class UniformTime : Distribution<TimeSpan>
{
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public UniformTime(TimeSpan lower, TimeSpan upperExclusive)
    {
        Upper = upperExclusive;
        Lower = Require.Below(lower, upperExclusive);
    }

    public TimeSpan Lower { get; }

    public TimeSpan Upper { get; }

    public TimeSpan MeanTime => Lower + ((Upper - Lower) / 2);

    public TimeSpan StdDevTime => Seconds.ToTimeSpan((Upper - Lower).TotalSeconds / Math.Sqrt(12));

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Sample(random, Lower, Upper);

    public static TimeSpan Sample(IRandom random, TimeSpan lower, TimeSpan upper) =>
        lower + new TimeSpan((long)((upper - lower).Ticks * random.NextDouble()));
}

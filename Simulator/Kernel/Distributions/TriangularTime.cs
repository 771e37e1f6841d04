using System;

namespace Fleek.Sim.Kernel;

/// <summary>A <see cref="Triangular"/> span of time.</summary>
public class TriangularTime : Distribution<TimeSpan>
{
    /// <summary>With the mode in the middle.</summary>
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public TriangularTime(TimeSpan lower, TimeSpan upper)
        : this(lower, upper, lower + ((upper - lower) / 2))
    {
    }

    /// <exception cref="ArgumentException">The interval is empty, or the mode lies outside of it.</exception>
    public TriangularTime(TimeSpan lower, TimeSpan upper, TimeSpan mode)
    {
        Upper = upper;
        Lower = Require.Below(lower, upper);
        Mode = Require.Within(mode, lower, upper);
    }

    public TimeSpan Lower { get; }

    public TimeSpan Upper { get; }

    public TimeSpan Mode { get; }

    public TimeSpan Mean => Seconds.ToTimeSpan(InSeconds().Mean);

    public TimeSpan StdDev => Seconds.ToTimeSpan(InSeconds().StdDev);

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Sample(random, Lower, Upper, Mode);

    public static TimeSpan Sample(IRandom random, TimeSpan lower, TimeSpan upper, TimeSpan mode) =>
        Seconds.ToTimeSpan(Triangular.Sample(random, lower.TotalSeconds, upper.TotalSeconds, mode.TotalSeconds));

    public static TimeSpan Sample(IRandom random, TimeSpan lower, TimeSpan upper) =>
        Sample(random, lower, upper, lower + ((upper - lower) / 2));

    private Triangular InSeconds() => new(Lower.TotalSeconds, Upper.TotalSeconds, Mode.TotalSeconds);
}

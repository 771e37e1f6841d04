using System;

namespace Fleek.Sim.Kernel;

/// <summary>A <see cref="LogNormal"/> span of time; the logarithm is that of seconds.</summary>
public class LogNormalTime : Distribution<TimeSpan>, IStatefulDistribution<TimeSpan>
{
    private readonly LogNormal _inSeconds;

    /// <param name="mean">Mean of the spans drawn.</param>
    /// <param name="stdev">Standard deviation of the spans drawn.</param>
    /// <exception cref="ArgumentException">The mean is not longer than 0, or the deviation negative.</exception>
    public LogNormalTime(TimeSpan mean, TimeSpan stdev)
        : this(new LogNormal(Require.Positive(mean).TotalSeconds, Require.NotNegative(stdev).TotalSeconds))
    {
    }

    /// <param name="normal">The law of the logarithm; its seconds are read as plain numbers.</param>
    public LogNormalTime(NormalTime normal)
        : this(new LogNormal(InSeconds(normal)))
    {
    }

    private LogNormalTime(LogNormal inSeconds)
    {
        _inSeconds = inSeconds;
        Mean = Seconds.ToTimeSpan(inSeconds.Mean);
        StdDev = Seconds.ToTimeSpan(inSeconds.StdDev);
    }

    /// <summary>Mean of the logarithm of the seconds, as a span of as many seconds.</summary>
    public TimeSpan Mu => Seconds.ToTimeSpan(_inSeconds.Mu);

    /// <summary>Standard deviation of the logarithm of the seconds, as a span of as many seconds.</summary>
    public TimeSpan Sigma => Seconds.ToTimeSpan(_inSeconds.Sigma);

    public TimeSpan Mean { get; }

    public TimeSpan StdDev { get; }

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Seconds.ToTimeSpan(_inSeconds.Sample(random));

    public static TimeSpan Sample(IRandom random, TimeSpan mean, TimeSpan stdev) =>
        Seconds.ToTimeSpan(LogNormal.Sample(random, mean.TotalSeconds, stdev.TotalSeconds));

    /// <inheritdoc cref="Normal.Reset"/>
    public void Reset() => _inSeconds.Reset();

    private static Normal InSeconds(NormalTime normal)
    {
        ArgumentNullException.ThrowIfNull(normal);
        return new Normal(normal.Mean.TotalSeconds, normal.StdDev.TotalSeconds);
    }
}

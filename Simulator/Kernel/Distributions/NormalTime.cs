using System;

namespace Fleek.Sim.Kernel;

/// <summary>A <see cref="Normal"/> span of time; it may be negative.</summary>
public class NormalTime : Distribution<TimeSpan>, IStatefulDistribution<TimeSpan>
{
    private readonly Normal _inSeconds;

    /// <exception cref="ArgumentException">Sigma is negative.</exception>
    public NormalTime(TimeSpan mu, TimeSpan sigma)
    {
        Mean = mu;
        StdDev = Require.NotNegative(sigma);
        _inSeconds = new Normal(mu.TotalSeconds, sigma.TotalSeconds);
    }

    public TimeSpan Mean { get; }

    public TimeSpan StdDev { get; }

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Seconds.ToTimeSpan(_inSeconds.Sample(random));

    public static TimeSpan Sample(IRandom random, TimeSpan mu, TimeSpan sigma) =>
        Seconds.ToTimeSpan(Normal.Sample(random, mu.TotalSeconds, sigma.TotalSeconds));

    /// <inheritdoc cref="Normal.Reset"/>
    public void Reset() => _inSeconds.Reset();
}

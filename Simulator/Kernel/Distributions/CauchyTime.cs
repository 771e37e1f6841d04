using System;

namespace Fleek.Sim.Kernel;

/// <summary>A <see cref="Cauchy"/> span of time; gamma is in seconds.</summary>
public class CauchyTime : Distribution<TimeSpan>
{
    /// <exception cref="ArgumentException">Gamma is not a finite number above 0.</exception>
    public CauchyTime(TimeSpan x0, double gamma)
    {
        X0 = x0;
        Gamma = Require.Positive(gamma);
    }

    /// <summary>The median.</summary>
    public TimeSpan X0 { get; }

    /// <summary>Half of the distance between the quartiles, in seconds.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override TimeSpan Sample(IRandom random) => Sample(random, X0, Gamma);

    public static TimeSpan Sample(IRandom random, TimeSpan x0, double gamma) =>
        Seconds.ToTimeSpan(Cauchy.Sample(random, x0.TotalSeconds, gamma));
}

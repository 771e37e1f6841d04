using System;

namespace Fleek.Sim.Kernel;

/// <summary>Cauchy around x0 with scale gamma. It has neither a mean nor a variance.</summary>
public class Cauchy : Distribution<double>
{
    /// <exception cref="ArgumentException">x0 is not finite, or gamma not a finite number above 0.</exception>
    public Cauchy(double x0, double gamma)
    {
        X0 = Require.Finite(x0);
        Gamma = Require.Positive(gamma);
    }

    /// <summary>The median.</summary>
    public double X0 { get; }

    /// <summary>Half of the distance between the quartiles.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, X0, Gamma);

    public static double Sample(IRandom random, double x0, double gamma)
    {
        double angle = Math.PI * (random.NextDouble() - 0.5);
        return x0 + (gamma * (PortableMath.Sin(angle) / PortableMath.Cos(angle)));
    }
}

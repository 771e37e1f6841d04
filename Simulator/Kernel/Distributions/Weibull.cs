using System;

namespace Fleek.Sim.Kernel;

/// <summary>Weibull with shape alpha and scale beta: P(X &gt; x) = exp(-(x / beta)^alpha).</summary>
public class Weibull : Distribution<double>
{
    /// <exception cref="ArgumentException">A parameter is not a finite number above 0.</exception>
    public Weibull(double alpha, double beta)
    {
        Alpha = Require.Positive(alpha);
        Beta = Require.Positive(beta);
    }

    /// <summary>The shape.</summary>
    public double Alpha { get; }

    /// <summary>The scale.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, Alpha, Beta);

    public static double Sample(IRandom random, double alpha, double beta) =>
        beta * PortableMath.Pow(-PortableMath.Log(1 - random.NextDouble()), 1 / alpha);
}

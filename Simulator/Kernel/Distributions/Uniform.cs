using System;

namespace Fleek.Sim.Kernel;

/// <summary>Uniform in [lower, upper).</summary>
public class Uniform : Distribution<double>
{
    /// <exception cref="ArgumentException">The interval is empty or not finite.</exception>
    public Uniform(double lower, double upperExclusive)
    {
        Upper = Require.Finite(upperExclusive);
        Lower = Require.Below(Require.Finite(lower), upperExclusive);
    }

    public double Lower { get; }

    public double Upper { get; }

    public double Mean => (0.5 * Lower) + (0.5 * Upper);

    public double StdDev => (Upper - Lower) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, Lower, Upper);

    public static double Sample(IRandom random, double lower, double upper)
    {
        double value = lower + ((upper - lower) * random.NextDouble());
        // Rounding may reach the bound that is excluded.
        return value < upper || upper <= lower ? value : Math.BitDecrement(upper);
    }
}

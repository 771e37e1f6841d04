using System;

namespace Fleek.Sim.Kernel;

/// <summary>Exponential with a given mean: the time between events that happen at a constant rate.</summary>
public class Exponential : Distribution<double>
{
    /// <exception cref="ArgumentException">The mean is not a finite number above 0.</exception>
    public Exponential(double mean) => Mean = Require.Positive(mean);

    public double Mean { get; }

    public double StdDev => Mean;

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, Mean);

    public static double Sample(IRandom random, double mean) => -PortableMath.Log(1 - random.NextDouble()) * mean;
}

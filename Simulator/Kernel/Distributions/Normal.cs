using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Normal (Gaussian), by Marsaglia's polar method, which makes two values at a time. The second one is kept for the next draw
/// from the same <see cref="IRandom"/>; a draw from another one never gets it.
/// </summary>
public class Normal : Distribution<double>, IStatefulDistribution<double>
{
    private IRandom? _spareFrom;
    private double _spare;

    /// <exception cref="ArgumentException">A parameter is not finite, or sigma is negative.</exception>
    public Normal(double mu, double sigma)
    {
        Mean = Require.Finite(mu);
        StdDev = Require.NotNegative(sigma);
    }

    public double Mean { get; }

    public double StdDev { get; }

    /// <inheritdoc/>
    public override double Sample(IRandom random)
    {
        if (StdDev == 0) return Mean;
        if (ReferenceEquals(_spareFrom, random))
        {
            _spareFrom = null;
            return Mean + (StdDev * _spare);
        }

        double standard = Standard(random, out _spare);
        _spareFrom = random;
        return Mean + (StdDev * standard);
    }

    public static double Sample(IRandom random, double mu, double sigma) => mu + (sigma * Standard(random, out _));

    /// <summary>Forgets the value that was kept.</summary>
    public void Reset() => _spareFrom = null;

    /// <summary>Two independent values of mean 0 and standard deviation 1.</summary>
    private static double Standard(IRandom random, out double second)
    {
        while (true)
        {
            double u = (2 * random.NextDouble()) - 1, v = (2 * random.NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is 0 or >= 1) continue;
            double scale = Math.Sqrt(-2 * PortableMath.Log(s) / s);
            second = v * scale;
            return u * scale;
        }
    }
}

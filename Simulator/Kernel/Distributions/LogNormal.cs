using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Log-normal: e to the power of a <see cref="Normal"/>. Given by the mean and the standard deviation that it shall have
/// itself, or by the normal that is raised.
/// </summary>
public class LogNormal : Distribution<double>, IStatefulDistribution<double>
{
    private readonly Normal _normal;

    /// <param name="mean">Mean of the values drawn.</param>
    /// <param name="stdev">Standard deviation of the values drawn.</param>
    /// <exception cref="ArgumentException">The mean is not above 0, or the deviation negative, or either not finite.</exception>
    public LogNormal(double mean, double stdev)
    {
        Mean = Require.Positive(mean);
        StdDev = Require.NotNegative(stdev);
        (double mu, double sigma) = Logarithmic(mean, stdev);
        _normal = new Normal(mu, sigma);
    }

    /// <param name="normal">The law of the logarithm.</param>
    public LogNormal(Normal normal)
    {
        ArgumentNullException.ThrowIfNull(normal);
        _normal = normal;
        double variance = normal.StdDev * normal.StdDev;
        Mean = PortableMath.Exp(normal.Mean + (0.5 * variance));
        StdDev = Mean * Math.Sqrt(PortableMath.Exp(variance) - 1);
    }

    /// <summary>Mean of the logarithm.</summary>
    public double Mu => _normal.Mean;

    /// <summary>Standard deviation of the logarithm.</summary>
    public double Sigma => _normal.StdDev;

    public double Mean { get; }

    public double StdDev { get; }

    /// <inheritdoc/>
    public override double Sample(IRandom random) => PortableMath.Exp(_normal.Sample(random));

    public static double Sample(IRandom random, double mean, double stdev)
    {
        (double mu, double sigma) = Logarithmic(mean, stdev);
        return PortableMath.Exp(Normal.Sample(random, mu, sigma));
    }

    /// <inheritdoc cref="Normal.Reset"/>
    public void Reset() => _normal.Reset();

    /// <summary>Mean and standard deviation of the logarithm of a log-normal with this mean and deviation.</summary>
    internal static (double Mu, double Sigma) Logarithmic(double mean, double stdev)
    {
        double ratio = stdev / mean, variance = PortableMath.Log(1 + (ratio * ratio));
        return (PortableMath.Log(mean) - (0.5 * variance), Math.Sqrt(variance));
    }
}

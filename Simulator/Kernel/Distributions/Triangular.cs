using System;

namespace Fleek.Sim.Kernel;

/// <summary>Triangular between a least and a greatest value, with its peak at the mode.</summary>
public class Triangular : Distribution<double>
{
    /// <summary>With the mode in the middle.</summary>
    /// <exception cref="ArgumentException">The interval is empty or not finite.</exception>
    public Triangular(double lower, double upper)
        : this(lower, upper, (0.5 * lower) + (0.5 * upper))
    {
    }

    /// <exception cref="ArgumentException">The interval is empty or not finite, or the mode lies outside of it.</exception>
    public Triangular(double lower, double upper, double mode)
    {
        Upper = Require.Finite(upper);
        Lower = Require.Below(Require.Finite(lower), upper);
        Mode = Require.Within(Require.Finite(mode), lower, upper);
    }

    public double Lower { get; }

    public double Upper { get; }

    public double Mode { get; }

    public double Mean => (Lower + Upper + Mode) / 3;

    public double StdDev
    {
        get
        {
            double width = Upper - Lower, rise = Mode - Lower;
            return Math.Sqrt(((width * width) - (rise * (width - rise))) / 18);
        }
    }

    /// <inheritdoc/>
    public override double Sample(IRandom random) => Sample(random, Lower, Upper, Mode);

    public static double Sample(IRandom random, double lower, double upper, double mode)
    {
        double u = random.NextDouble(), peak = (mode - lower) / (upper - lower);
        return u <= peak
            ? lower + ((upper - lower) * Math.Sqrt(u * peak))
            : upper - ((upper - lower) * Math.Sqrt((1 - u) * (1 - peak)));
    }

    public static double Sample(IRandom random, double lower, double upper) =>
        Sample(random, lower, upper, (0.5 * lower) + (0.5 * upper));
}

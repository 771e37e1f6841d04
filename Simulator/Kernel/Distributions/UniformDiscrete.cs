using System;

namespace Fleek.Sim.Kernel;

/// <summary>Uniform among the whole numbers lower .. upper - 1.</summary>
public class UniformDiscrete : Distribution<int>
{
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public UniformDiscrete(int lower, int upperExclusive)
    {
        Upper = upperExclusive;
        Lower = Require.Below(lower, upperExclusive);
    }

    public int Lower { get; }

    public int Upper { get; }

    public double Mean => 0.5 * (Lower + (Upper - 1.0));

    public double StdDev
    {
        get
        {
            double n = (double)Upper - Lower;
            return Math.Sqrt(((n * n) - 1) / 12);
        }
    }

    /// <summary><see cref="Mean"/>, read as seconds.</summary>
    public TimeSpan MeanTime => Seconds.ToTimeSpan(Mean);

    /// <summary><see cref="StdDev"/>, read as seconds.</summary>
    public TimeSpan StdDevTime => Seconds.ToTimeSpan(StdDev);

    /// <inheritdoc/>
    public override int Sample(IRandom random) => random.Next(Lower, Upper);

    public static double Sample(IRandom random, int lower, int upper) => random.Next(lower, upper);
}

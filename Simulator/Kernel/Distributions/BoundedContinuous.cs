using System;

namespace Fleek.Sim.Kernel;

/// <summary>A real distribution cut to an interval.</summary>
public class BoundedContinuous : Bounded<double>
{
    /// <exception cref="ArgumentException">The interval is empty, or there is no try.</exception>
    public BoundedContinuous(
        IDistribution<double> distribution, double lower = double.NegativeInfinity, double upper = double.PositiveInfinity,
        int ntries = 100, bool excludeLower = false, bool excludeUpper = false)
        : base(distribution, lower, upper, ntries, excludeLower, excludeUpper)
    {
    }

    /// <inheritdoc/>
    protected override bool OutsideBounds(double s) =>
        !(excludeLower ? s > lower : s >= lower) || !(excludeUpper ? s < upper : s <= upper);
}

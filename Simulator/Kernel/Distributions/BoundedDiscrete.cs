using System;

namespace Fleek.Sim.Kernel;

/// <summary>A distribution of whole numbers cut to an interval.</summary>
public class BoundedDiscrete : Bounded<int>
{
    /// <exception cref="ArgumentException">The interval is empty, or there is no try.</exception>
    public BoundedDiscrete(
        IDistribution<int> distribution, int lower = int.MinValue, int upper = int.MaxValue,
        int ntries = 100, bool excludeLower = false, bool excludeUpper = false)
        : base(distribution, lower, upper, ntries, excludeLower, excludeUpper)
    {
    }

    /// <inheritdoc/>
    protected override bool OutsideBounds(int s) =>
        !(excludeLower ? s > lower : s >= lower) || !(excludeUpper ? s < upper : s <= upper);
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>A distribution of spans of time cut to an interval; a bound that is not given does not cut.</summary>
public class BoundedTime : Bounded<TimeSpan>
{
    /// <exception cref="ArgumentException">The interval is empty, or there is no try.</exception>
    public BoundedTime(
        IDistribution<TimeSpan> distribution, TimeSpan? lower = null, TimeSpan? upper = null,
        int ntries = 100, bool excludeLower = false, bool excludeUpper = false)
        : base(distribution, lower ?? TimeSpan.MinValue, upper ?? TimeSpan.MaxValue, ntries, excludeLower, excludeUpper)
    {
    }

    /// <inheritdoc/>
    protected override bool OutsideBounds(TimeSpan s) =>
        !(excludeLower ? s > lower : s >= lower) || !(excludeUpper ? s < upper : s <= upper);
}

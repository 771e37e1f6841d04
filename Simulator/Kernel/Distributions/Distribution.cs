using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>What all distributions share. Derive from it to make your own.</summary>
public abstract class Distribution<T> : IDistribution<T>
{
    /// <inheritdoc/>
    public abstract T Sample(IRandom random);

    /// <inheritdoc/>
    public virtual IEnumerable<T> Sample(IRandom random, int n)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return Draw(random, n);
    }

    private IEnumerable<T> Draw(IRandom random, int n)
    {
        for (int i = 0; i < n; i++) yield return Sample(random);
    }
}

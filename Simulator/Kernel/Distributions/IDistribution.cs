using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>A law that values are drawn by.</summary>
public interface IDistribution<T>
{
    /// <summary>One value.</summary>
    T Sample(IRandom random);

    /// <summary>As many values as are enumerated, at most <paramref name="n"/>.</summary>
    IEnumerable<T> Sample(IRandom random, int n);
}

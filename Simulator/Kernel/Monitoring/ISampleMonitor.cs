using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>A monitor of values that weigh the same, such as waiting times.</summary>
public interface ISampleMonitor : INumericMonitor
{
    /// <summary>Every value in order if they are kept, else none.</summary>
    IEnumerable<double> Samples { get; }

    void Add(double value);
}

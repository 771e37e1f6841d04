using System;

namespace Fleek.Sim.Kernel;

/// <summary>Thrown by a model to end the run with a value.</summary>
public class StopSimulationException : Exception
{
    public StopSimulationException(object? value)
        : base("The simulation was stopped.") => Value = value;

    /// <summary>What the run returns.</summary>
    public object? Value { get; }
}

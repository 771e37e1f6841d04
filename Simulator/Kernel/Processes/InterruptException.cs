using System;

namespace Fleek.Sim.Kernel;

/// <summary>Thrown where an activity waits when its process is interrupted.</summary>
public sealed class InterruptException : Exception
{
    internal InterruptException(object? cause)
        : base($"The process was interrupted: {cause}") => Cause = cause;

    /// <summary>What the one who interrupted gave as the cause.</summary>
    public object? Cause { get; }
}

using System;

namespace Fleek.Sim.Kernel;

public partial class Simulation
{
    /// <summary>A duration in default steps; exact where the TimeSpan of it would be rounded to 100 ns.</summary>
    internal double Steps(long nanoseconds) => nanoseconds / _nanosecondsPerStep;

    /// <summary>The date of a time of the clock.</summary>
    internal DateTime DateOf(long nanoseconds) => ToDate(nanoseconds);
}

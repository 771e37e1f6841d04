using System;

namespace Fleek.Sim.Kernel;

/// <summary>By how much a simulation in real time is behind.</summary>
public sealed class LagEventArgs(long lagNanoseconds) : EventArgs
{
    /// <summary>From when the event was due on the wall clock to when it was processed.</summary>
    public long LagNanoseconds { get; } = lagNanoseconds;
}

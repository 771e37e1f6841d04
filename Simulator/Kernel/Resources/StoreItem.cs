using System;

namespace Fleek.Sim.Kernel;

/// <summary>An item in a store.</summary>
public struct StoreItem
{
    /// <summary>When it was put in, as a date rounded down to 100 ns.</summary>
    public DateTime AdmissionDate;

    public object? Item;

    /// <summary>When it was put in, in nanoseconds of the clock.</summary>
    internal long AdmittedAtNanoseconds;
}

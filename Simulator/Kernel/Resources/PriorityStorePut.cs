using System;

namespace Fleek.Sim.Kernel;

/// <summary>An item that is to be put into a <see cref="PriorityStore"/>.</summary>
public sealed class PriorityStorePut : StorePut
{
    /// <inheritdoc cref="StorePut(Simulation, Action{Event}, object)"/>
    /// <param name="priority">The smaller, the earlier the item is got.</param>
    public PriorityStorePut(Simulation environment, Action<Event> callback, object? value, double priority)
        : base(environment, callback, value)
    {
        if (double.IsNaN(priority)) throw new ArgumentException("is not a number", nameof(priority));
        Priority = priority;
    }

    /// <summary>The smaller, the earlier the item is got.</summary>
    public double Priority { get; }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>A wish for an item of a <see cref="FilterStore"/> that will do; it carries the item that it got.</summary>
public class FilterStoreGet : StoreGet
{
    /// <inheritdoc cref="StoreGet(Simulation, Action{Event})"/>
    /// <param name="filter">Which items will do.</param>
    public FilterStoreGet(Simulation environment, Action<Event> callback, Func<object?, bool> filter)
        : base(environment, callback)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter;
    }

    /// <summary>Which items will do.</summary>
    public Func<object?, bool> Filter { get; }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>A wish for one of the resources of a <see cref="ResourcePool"/>; it carries the one that it got.</summary>
public class ResourcePoolRequest : Request
{
    /// <inheritdoc cref="Request(Simulation, Action{Event}, Action{Event})"/>
    /// <param name="filter">Which resources will do.</param>
    public ResourcePoolRequest(
        Simulation environment, Action<Event> callback, Action<Event> disposeCallback, Func<object, bool> filter)
        : base(environment, callback, disposeCallback)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter;
    }

    /// <summary>Which resources will do.</summary>
    public Func<object, bool> Filter { get; }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>A resource is given back; those who wait for it are looked at when this is processed.</summary>
public sealed class Release : Event
{
    private readonly Action<Event> _callback;

    /// <param name="request">What is given back.</param>
    /// <param name="callback">Called when the release is processed, before whoever waits for it.</param>
    public Release(Simulation environment, Request request, Action<Event> callback)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(callback);
        Request = request;
        _callback = callback;
    }

    public Request Request { get; }

    /// <inheritdoc/>
    public override void Process()
    {
        _callback(this);
        base.Process();
    }
}

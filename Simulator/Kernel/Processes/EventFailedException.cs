using System;

namespace Fleek.Sim.Kernel;

/// <summary>Thrown where an activity awaits an event that failed.</summary>
public sealed class EventFailedException : Exception
{
    internal EventFailedException(Event failed)
        : base($"The event failed: {failed.Value}") => FailedEvent = failed;

    public Event FailedEvent { get; }

    /// <summary>What the event failed with.</summary>
    public object? Value => FailedEvent.Value;
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>A wish for an item of a store; it carries the item that it got.</summary>
public class StoreGet : Event
{
    private readonly Action<Event> _callback;

    /// <param name="callback">Called when the event is processed, before whoever waits for it.</param>
    public StoreGet(Simulation environment, Action<Event> callback)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callback = callback;
        MadeAtNanoseconds = environment.NowNanoseconds;
        Owner = environment.ActiveProcess;
    }

    /// <summary>When it was made.</summary>
    public DateTime Time => Environment.DateOf(MadeAtNanoseconds);

    /// <summary>The process that made it; null if none did.</summary>
    public Process? Owner { get; set; }

    internal long MadeAtNanoseconds { get; }

    /// <inheritdoc/>
    public override void Process()
    {
        _callback(this);
        base.Process();
    }
}

using System;

namespace Fleek.Sim.Kernel;

/// <summary>An item, its <see cref="Event.Value"/>, that is to be put into a store.</summary>
public class StorePut : Event
{
    private readonly Action<Event> _callback;

    /// <param name="callback">Called when the event is processed, before whoever waits for it.</param>
    public StorePut(Simulation environment, Action<Event> callback, object? value)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callback = callback;
        MadeAtNanoseconds = environment.NowNanoseconds;
        Owner = environment.ActiveProcess;
        Value = value;
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

using System;

namespace Fleek.Sim.Kernel;

/// <summary>An amount that is to be taken from a <see cref="Container"/>.</summary>
public class ContainerGet : Event
{
    private readonly Action<Event> _callback;

    /// <param name="callback">Called when the event is processed, before whoever waits for it.</param>
    public ContainerGet(Simulation environment, Action<Event> callback, double amount)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callback = callback;
        MadeAtNanoseconds = environment.NowNanoseconds;
        Owner = environment.ActiveProcess;
        Amount = amount;
    }

    public double Amount { get; protected set; }

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

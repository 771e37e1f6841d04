using System;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A wish to use a resource; it happens when the wish is granted. Disposing of it gives the place back, or withdraws the
/// wish if it has not been granted yet; it does nothing if the request was released before.
/// </summary>
public class Request : Event, IDisposable
{
    private readonly Action<Event> _callback;
    private readonly Action<Event> _disposeCallback;

    /// <param name="callback">Called when the request is processed, before whoever waits for it.</param>
    /// <param name="disposeCallback">Called when the request is disposed of.</param>
    public Request(Simulation environment, Action<Event> callback, Action<Event> disposeCallback)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ArgumentNullException.ThrowIfNull(disposeCallback);
        _callback = callback;
        _disposeCallback = disposeCallback;
        MadeAtNanoseconds = environment.NowNanoseconds;
        Owner = environment.ActiveProcess;
    }

    /// <summary>When it was made.</summary>
    public DateTime Time => Environment.DateOf(MadeAtNanoseconds);

    /// <summary>The process that made it; null if none did.</summary>
    public Process? Owner { get; set; }

    internal long MadeAtNanoseconds { get; }

    internal long GrantedAtNanoseconds { get; set; }

    /// <summary>Given back, withdrawn, or taken away.</summary>
    internal bool IsReleased { get; set; }

    /// <summary>The request's turn at its resource.</summary>
    internal long Turn { get; set; }

    /// <inheritdoc/>
    public override void Process()
    {
        // Kept apart from the list of callbacks: a request that one process waits for then needs no list.
        _callback(this);
        base.Process();
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        if (!IsReleased) _disposeCallback(this);
    }
}

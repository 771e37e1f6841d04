using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// What resources share: a number of places, requests for them, and monitors. A resource says "empty" when no place is left and
/// "full" when none is in use.
/// </summary>
/// <typeparam name="TRequest">The kind of request that it takes.</typeparam>
public abstract partial class ResourceBase<TRequest>
    where TRequest : Request
{
    private readonly Action<Event> _triggerRequest;
    private long _turn;

    private protected ResourceBase(Simulation environment, int capacity)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Environment = environment;
        Capacity = Require.Positive(capacity);
        // One delegate for all requests, instead of one for each.
        _triggerRequest = TriggerRequest;
        OnRequestProcessed = TriggerRelease;
        OnDisposed = DisposeCallback;
    }

    /// <summary>Places in all.</summary>
    public int Capacity { get; protected set; }

    /// <summary>Places in use.</summary>
    public abstract int InUse { get; }

    /// <summary>Places left.</summary>
    public int Remaining => Capacity - InUse;

    /// <summary>Part of the places in use, over time; watched if set.</summary>
    public ITimeSeriesMonitor? Utilization { get; set; }

    /// <summary>Requests that wait or use a place, over time; watched if set.</summary>
    public ITimeSeriesMonitor? WIP { get; set; }

    /// <summary>Requests that wait, over time; watched if set.</summary>
    public ITimeSeriesMonitor? QueueLength { get; set; }

    /// <summary>From request to release of those who were served to their end, in default steps; watched if set.</summary>
    public ISampleMonitor? LeadTime { get; set; }

    /// <summary>From request to grant, in default steps; watched if set.</summary>
    public ISampleMonitor? WaitingTime { get; set; }

    /// <summary>From request to withdrawal of those who did not wait to the end, in default steps; watched if set.</summary>
    public ISampleMonitor? BreakOffTime { get; set; }

    protected Simulation Environment { get; }

    /// <summary>Releases that have not been carried out.</summary>
    protected Queue<Release> ReleaseQueue { get; } = new();

    private protected Action<Event> OnRequestProcessed { get; }

    private protected Action<Event> OnDisposed { get; }

    /// <summary>Requests that wait.</summary>
    private protected abstract int Waiting { get; }

    /// <summary>Gives back the place of a request that is disposed of, or withdraws it.</summary>
    protected virtual void DisposeCallback(Event @event)
    {
        if (@event is Request request) Enqueue(request);
    }

    /// <summary>Grants a request if that is possible now: it has succeeded then.</summary>
    protected abstract void DoRequest(TRequest request);

    /// <summary>Carries out a release of a place in use: it has succeeded then.</summary>
    protected abstract void DoRelease(Release release);

    /// <summary>Looks who of those that wait can be served now.</summary>
    protected abstract void TriggerRequest(Event? @event = null);

    /// <summary>Carries out releases. A request that still waits is withdrawn.</summary>
    /// <exception cref="InvalidOperationException">A request was released before, or belongs elsewhere.</exception>
    protected virtual void TriggerRelease(Event? @event = null)
    {
        while (ReleaseQueue.TryPeek(out Release? release))
        {
            Request request = release.Request;
            if (request.IsAlive && !request.IsReleased)
            {
                if (request is not TRequest waiting || !Withdraw(waiting)) throw Refuse("The request waits at another resource.");
                request.IsReleased = true;
                BreakOffTime?.Add(Since(request.MadeAtNanoseconds));
                release.Succeed();
                ReleaseQueue.Dequeue();
                continue;
            }

            DoRelease(release);
            if (!release.IsTriggered) break;
            ReleaseQueue.Dequeue();
            TriggerWhenAny();
            TriggerWhenFull();
            TriggerWhenChange();
        }

        UpdateMonitors();
    }

    private protected abstract bool Withdraw(TRequest request);

    private protected void TakeTurn(TRequest request) => request.Turn = _turn++;

    private protected Release Enqueue(Request request)
    {
        Release release = new(Environment, request, _triggerRequest);
        ReleaseQueue.Enqueue(release);
        TriggerRelease();
        return release;
    }

    /// <summary>Notes that a request is granted now; the caller lets it succeed.</summary>
    private protected void NoteGrant(TRequest request)
    {
        request.GrantedAtNanoseconds = Environment.NowNanoseconds;
        WaitingTime?.Add(Since(request.MadeAtNanoseconds));
    }

    private protected void NoteEnd(Request request)
    {
        request.IsReleased = true;
        LeadTime?.Add(Since(request.MadeAtNanoseconds));
    }

    /// <summary>An error about the release at the head, which leaves the queue so that the resource can go on.</summary>
    private protected InvalidOperationException Refuse(string message)
    {
        ReleaseQueue.Dequeue();
        return new InvalidOperationException(message);
    }

    private protected double Since(long nanoseconds) => Environment.Steps(Environment.NowNanoseconds - nanoseconds);

    private protected void UpdateMonitors()
    {
        Utilization?.UpdateTo(InUse / (double)Capacity);
        WIP?.UpdateTo(InUse + Waiting);
        QueueLength?.UpdateTo(Waiting);
    }
}

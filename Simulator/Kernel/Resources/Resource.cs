using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>A number of equal places that are granted in the order in which they are asked for.</summary>
public class Resource : ResourceBase<Request>
{
    /// <param name="capacity">Places.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public Resource(Simulation environment, int capacity = 1)
        : base(environment, capacity)
    {
    }

    /// <inheritdoc/>
    public override int InUse => Users.Count;

    /// <summary>Requests that wait, in the order of service.</summary>
    protected LinkedList<Request> RequestQueue { get; } = new();

    /// <summary>Requests that hold a place.</summary>
    protected HashSet<Request> Users { get; } = [];

    private protected override int Waiting => RequestQueue.Count;

    /// <summary>Asks for a place; the request happens when it is granted.</summary>
    public virtual Request Request()
    {
        Request request = new(Environment, OnRequestProcessed, OnDisposed);
        TakeTurn(request);
        RequestQueue.AddLast(request);
        TriggerRequest();
        return request;
    }

    /// <summary>Gives a place back, or withdraws a request that waits.</summary>
    /// <exception cref="InvalidOperationException">The request was released before, or belongs elsewhere.</exception>
    public virtual Release Release(Request request) => Enqueue(request);

    /// <inheritdoc/>
    protected override void DoRequest(Request request)
    {
        if (Users.Count >= Capacity) return;
        NoteGrant(request);
        Users.Add(request);
        request.Succeed();
    }

    /// <inheritdoc/>
    protected override void DoRelease(Release release)
    {
        if (!Users.Remove(release.Request)) throw Refuse("The request holds no place here.");
        NoteEnd(release.Request);
        release.Succeed();
    }

    /// <inheritdoc/>
    protected override void TriggerRequest(Event? @event = null)
    {
        while (RequestQueue.First is { Value: Request request })
        {
            DoRequest(request);
            if (!request.IsTriggered) break;
            RequestQueue.RemoveFirst();
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        UpdateMonitors();
    }

    private protected override bool Withdraw(Request request) => RequestQueue.Remove(request);
}

using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A number of equal places that are granted by priority, the smallest first, and among equals in the order in which they
/// are asked for.
/// </summary>
public class PriorityResource : ResourceBase<Request>
{
    /// <param name="capacity">Places.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public PriorityResource(Simulation environment, int capacity = 1)
        : base(environment, capacity)
    {
    }

    /// <inheritdoc/>
    public override int InUse => Users.Count;

    /// <summary>Requests that wait.</summary>
    protected SimplePriorityQueue<Request, double> RequestQueue { get; } = new();

    /// <summary>Requests that hold a place.</summary>
    protected HashSet<Request> Users { get; } = [];

    private protected override int Waiting => RequestQueue.Count;

    /// <summary>Asks for a place; the request happens when it is granted.</summary>
    /// <param name="priority">The smaller, the more important.</param>
    /// <exception cref="ArgumentException">The priority is not a number.</exception>
    public virtual Request Request(double priority = 1)
    {
        if (double.IsNaN(priority)) throw new ArgumentException("is not a number", nameof(priority));
        Request request = new(Environment, OnRequestProcessed, OnDisposed);
        TakeTurn(request);
        RequestQueue.Enqueue(request, priority);
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
        while (RequestQueue.TryFirst(out Request request))
        {
            DoRequest(request);
            if (!request.IsTriggered) break;
            RequestQueue.Dequeue();
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        UpdateMonitors();
    }

    private protected override bool Withdraw(Request request) => RequestQueue.TryRemove(request);
}

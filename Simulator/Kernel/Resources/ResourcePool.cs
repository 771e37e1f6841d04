using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// Resources that are told apart: a request gets the first one in the pool that will do. Requests are served in the order
/// in which they were made, except that one which finds nothing fit does not hold up those behind it. What is given back
/// joins at the end.
/// </summary>
public class ResourcePool : ResourceBase<ResourcePoolRequest>
{
    /// <summary>Anything will do.</summary>
    protected static readonly Func<object, bool> TrueFunc = static _ => true;

    private readonly HashSet<Request> _users = [];

    /// <exception cref="ArgumentException">There is no resource.</exception>
    public ResourcePool(Simulation environment, IEnumerable<object> resources)
        : this(environment, new List<object>(resources))
    {
    }

    private ResourcePool(Simulation environment, List<object> resources)
        : base(environment, resources.Count) => Resources = resources;

    /// <inheritdoc/>
    public override int InUse => Capacity - Resources.Count;

    /// <summary>Requests that wait, in the order in which they were made.</summary>
    protected LinkedList<ResourcePoolRequest> RequestQueue { get; } = new();

    /// <summary>What is not in use.</summary>
    protected List<object> Resources { get; }

    private protected override int Waiting => RequestQueue.Count;

    /// <summary>Whether something fit is in the pool.</summary>
    public virtual bool IsAvailable(Func<object, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return Resources.Exists(resource => filter(resource));
    }

    /// <summary>Asks for a resource; the request happens when it is granted, and carries it.</summary>
    /// <param name="filter">Which will do; any unless given.</param>
    public virtual ResourcePoolRequest Request(Func<object, bool>? filter = null)
    {
        ResourcePoolRequest request = new(Environment, OnRequestProcessed, OnDisposed, filter ?? TrueFunc);
        TakeTurn(request);
        RequestQueue.AddLast(request);
        TriggerRequest();
        return request;
    }

    /// <summary>Gives a resource back, or withdraws a request that waits.</summary>
    /// <exception cref="InvalidOperationException">The request was released before, or belongs elsewhere.</exception>
    public virtual Release Release(Request request) => Enqueue(request);

    /// <inheritdoc/>
    protected override void DoRequest(ResourcePoolRequest request)
    {
        for (int i = 0; i < Resources.Count; i++)
        {
            object resource = Resources[i];
            if (!request.Filter(resource)) continue;
            NoteGrant(request);
            Resources.RemoveAt(i);
            _users.Add(request);
            request.Succeed(resource);
            return;
        }
    }

    /// <inheritdoc/>
    protected override void DoRelease(Release release)
    {
        if (!_users.Remove(release.Request)) throw Refuse("The request holds no resource here.");
        Resources.Add(release.Request.Value!);
        NoteEnd(release.Request);
        release.Succeed();
    }

    /// <inheritdoc/>
    protected override void TriggerRequest(Event? @event = null)
    {
        LinkedListNode<ResourcePoolRequest>? next;
        for (LinkedListNode<ResourcePoolRequest>? at = RequestQueue.First; at is not null && Resources.Count > 0; at = next)
        {
            next = at.Next;
            DoRequest(at.Value);
            if (!at.Value.IsTriggered) continue;
            RequestQueue.Remove(at);
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        UpdateMonitors();
    }

    private protected override bool Withdraw(ResourcePoolRequest request) => RequestQueue.Remove(request);
}

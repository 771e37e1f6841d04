using System;
using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

/// <summary>
/// A number of equal places that are granted in the order of
/// <see cref="PreemptiveRequest.CompareTo(PreemptiveRequest)"/>, then as asked for. A request that may preempt takes the
/// place of the least important user if that comes after it in the same order; of equals, the user who asked last. That
/// user's process is interrupted with <see cref="Preempted"/> as the cause.
/// </summary>
public class PreemptiveResource : ResourceBase<PreemptiveRequest>
{
    /// <param name="capacity">Places.</param>
    /// <exception cref="ArgumentException">The capacity is not above 0.</exception>
    public PreemptiveResource(Simulation environment, int capacity = 1)
        : base(environment, capacity)
    {
    }

    /// <inheritdoc/>
    public override int InUse => Users.Count;

    /// <summary>From request to preemption of those whose place was taken, in default steps; watched if set.</summary>
    public ISampleMonitor? InterruptTime { get; set; }

    /// <summary>Requests that wait.</summary>
    protected SimplePriorityQueue<PreemptiveRequest> RequestQueue { get; } = new();

    /// <summary>Requests that hold a place.</summary>
    protected HashSet<PreemptiveRequest> Users { get; } = [];

    private protected override int Waiting => RequestQueue.Count;

    /// <summary>Asks for a place; the request happens when it is granted.</summary>
    /// <param name="priority">The smaller, the more important.</param>
    /// <param name="preempt">Whether a less important user may be interrupted for it.</param>
    /// <exception cref="ArgumentException">The priority is not a number.</exception>
    public virtual PreemptiveRequest Request(double priority = 1, bool preempt = false)
    {
        PreemptiveRequest request = new(Environment, OnRequestProcessed, OnDisposed, priority, preempt);
        TakeTurn(request);
        RequestQueue.Enqueue(request);
        TriggerRequest();
        return request;
    }

    /// <summary>
    /// Gives a place back, or withdraws a request that waits. Releasing a request that was preempted changes nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The request was released before, or belongs elsewhere.</exception>
    public virtual Release Release(PreemptiveRequest request) => Enqueue(request);

    /// <inheritdoc/>
    protected override void DoRequest(PreemptiveRequest request)
    {
        if (Users.Count >= Capacity && request.Preempt && LeastImportant() is { } user && user.CompareTo(request) > 0)
            Interrupt(user, request);
        if (Users.Count >= Capacity) return;
        NoteGrant(request);
        Users.Add(request);
        request.Succeed();
    }

    /// <inheritdoc/>
    protected override void DoRelease(Release release)
    {
        PreemptiveRequest request = (PreemptiveRequest)release.Request;
        if (Users.Remove(request)) NoteEnd(request);
        else if (!request.IsPreempted) throw Refuse("The request holds no place here.");
        release.Succeed();
    }

    /// <inheritdoc/>
    protected override void TriggerRequest(Event? @event = null)
    {
        while (RequestQueue.TryFirst(out PreemptiveRequest request))
        {
            DoRequest(request);
            if (!request.IsTriggered) break;
            RequestQueue.Dequeue();
            TriggerWhenEmpty();
            TriggerWhenChange();
        }

        UpdateMonitors();
    }

    private protected override bool Withdraw(PreemptiveRequest request) => RequestQueue.TryRemove(request);

    private PreemptiveRequest? LeastImportant()
    {
        PreemptiveRequest? least = null;
        foreach (PreemptiveRequest user in Users)
        {
            int order = least is null ? 1 : user.CompareTo(least);
            if (order > 0 || (order == 0 && user.Turn > least!.Turn)) least = user;
        }

        return least;
    }

    private void Interrupt(PreemptiveRequest user, PreemptiveRequest by)
    {
        // A process may have ended without giving its place back.
        if (user.Owner is { IsAlive: true } owner)
            owner.Interrupt(new Preempted(by.Owner, Environment.DateOf(user.GrantedAtNanoseconds)));
        user.IsPreempted = true;
        user.IsReleased = true;
        Users.Remove(user);
        InterruptTime?.Add(Since(user.MadeAtNanoseconds));
    }
}

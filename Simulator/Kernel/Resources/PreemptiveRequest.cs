using System;

namespace Fleek.Sim.Kernel;

/// <summary>A wish to use a <see cref="PreemptiveResource"/>.</summary>
public sealed class PreemptiveRequest : Request, IComparable<PreemptiveRequest>, IComparable
{
    /// <inheritdoc cref="Request(Simulation, Action{Event}, Action{Event})"/>
    /// <param name="priority">The smaller, the more important.</param>
    /// <param name="preempt">Whether a less important user may be interrupted for it.</param>
    public PreemptiveRequest(
        Simulation environment, Action<Event> callback, Action<Event> disposeCallback, double priority = 1, bool preempt = false)
        : base(environment, callback, disposeCallback)
    {
        if (double.IsNaN(priority)) throw new ArgumentException("is not a number", nameof(priority));
        Priority = priority;
        Preempt = preempt;
    }

    /// <summary>The smaller, the more important.</summary>
    public double Priority { get; }

    public bool Preempt { get; }

    /// <summary>Whether its place was taken by another request.</summary>
    public bool IsPreempted { get; internal set; }

    /// <summary>The order of service: by priority, then time, then preempting ones first.</summary>
    public int CompareTo(PreemptiveRequest? other)
    {
        if (other is null) return 1;
        int order = Priority.CompareTo(other.Priority);
        if (order == 0) order = MadeAtNanoseconds.CompareTo(other.MadeAtNanoseconds);
        return order != 0 ? order : other.Preempt.CompareTo(Preempt);
    }

    /// <exception cref="ArgumentException">The other is no such request.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        PreemptiveRequest other => CompareTo(other),
        _ => throw new ArgumentException($"a {obj.GetType().Name} is no {nameof(PreemptiveRequest)}", nameof(obj)),
    };
}

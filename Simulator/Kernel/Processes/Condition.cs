using System;
using System.Collections.Generic;
using System.Collections.Specialized;

namespace Fleek.Sim.Kernel;

/// <summary>An event that happens when some of its events have; it fails as soon as one of them does.</summary>
public abstract class Condition : Event
{
    protected Condition(Simulation environment, params Event[] events)
        : this(environment, (IEnumerable<Event>)events)
    {
    }

    /// <exception cref="ArgumentException">An event belongs to another simulation.</exception>
    protected Condition(Simulation environment, IEnumerable<Event> events)
        : base(environment)
    {
        AddCallback(CollectValues);
        Events = [.. events];
        FiredEvents = [];
        foreach (Event @event in Events)
        {
            bool isStrange = @event.Environment != Environment;
            if (isStrange) throw new ArgumentException("Events of two simulations cannot be mixed.", nameof(events));
        }

        foreach (Event @event in Events)
        {
            if (@event.IsProcessed) Check(@event);
            else @event.AddCallback(Check);
        }

        if (IsAlive && Evaluate()) Succeed();
    }

    /// <summary>The events that have happened, in the order in which they were given, with their values.</summary>
    public new OrderedDictionary? Value
    {
        get => (OrderedDictionary?)base.Value;
        set => base.Value = value;
    }

    /// <summary>What the condition is about.</summary>
    protected List<Event> Events { get; }

    /// <summary>What of it has happened, in order of time.</summary>
    protected List<Event> FiredEvents { get; }

    /// <summary>Takes note of an event that has happened.</summary>
    /// <exception cref="InvalidOperationException">An event failed after the condition had been met.</exception>
    protected void Check(Event @event)
    {
        if (!IsAlive)
        {
            if (@event.IsOk) return;
            throw new InvalidOperationException("An event failed after its condition had been met; nobody can handle that.");
        }

        FiredEvents.Add(@event);
        if (!@event.IsOk) Fail(@event.Value);
        else if (Evaluate()) Succeed();
    }

    /// <summary>The events that have happened, those of inner conditions included, with their values.</summary>
    protected virtual IEnumerable<KeyValuePair<object, object?>> GetValues()
    {
        List<KeyValuePair<object, object?>> values = [];
        foreach (Event @event in Events)
        {
            if (@event is Condition inner) values.AddRange(inner.GetValues());
            else if (@event.IsProcessed) values.Add(new(@event, @event.Value));
        }

        return values;
    }

    /// <summary>Fills the condition's value when it is processed.</summary>
    protected virtual void CollectValues(Event @event)
    {
        if (!@event.IsOk) return;
        OrderedDictionary values = [];
        foreach ((object key, object? value) in GetValues()) values[key] = value;
        Value = values;
    }

    /// <summary>Whether enough has happened.</summary>
    protected abstract bool Evaluate();
}

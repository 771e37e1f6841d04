using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

public abstract partial class StoreBase<TGet>
{
    protected List<Event> WhenNewQueue { get; } = [];

    protected List<Event> WhenAnyQueue { get; } = [];

    protected List<Event> WhenFullQueue { get; } = [];

    protected List<Event> WhenEmptyQueue { get; } = [];

    protected List<Event> WhenChangeQueue { get; } = [];

    /// <summary>An event that happens when an item is next put in.</summary>
    public virtual Event WhenNew() => Waiters.Add(Environment, WhenNewQueue);

    /// <summary>An event that happens when there is an item; at once if there is.</summary>
    public virtual Event WhenAny()
    {
        Event wanted = Waiters.Add(Environment, WhenAnyQueue);
        TriggerWhenAny();
        return wanted;
    }

    /// <summary>An event that happens when nothing more fits; at once if nothing does.</summary>
    public virtual Event WhenFull()
    {
        Event wanted = Waiters.Add(Environment, WhenFullQueue);
        TriggerWhenFull();
        return wanted;
    }

    /// <summary>An event that happens when there is no item; at once if there is none.</summary>
    public virtual Event WhenEmpty()
    {
        Event wanted = Waiters.Add(Environment, WhenEmptyQueue);
        TriggerWhenEmpty();
        return wanted;
    }

    /// <summary>An event that happens when an item is next put in or got.</summary>
    public virtual Event WhenChange() => Waiters.Add(Environment, WhenChangeQueue);

    protected virtual void TriggerWhenNew() => Waiters.Wake(WhenNewQueue);

    protected virtual void TriggerWhenAny()
    {
        if (Count > 0) Waiters.Wake(WhenAnyQueue);
    }

    protected virtual void TriggerWhenFull()
    {
        if (Count == Capacity) Waiters.Wake(WhenFullQueue);
    }

    protected virtual void TriggerWhenEmpty()
    {
        if (Count == 0) Waiters.Wake(WhenEmptyQueue);
    }

    protected virtual void TriggerWhenChange() => Waiters.Wake(WhenChangeQueue);
}

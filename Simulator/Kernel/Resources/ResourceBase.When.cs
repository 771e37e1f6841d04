using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

public abstract partial class ResourceBase<TRequest>
{
    protected List<Event> WhenAnyQueue { get; } = [];

    protected List<Event> WhenFullQueue { get; } = [];

    protected List<Event> WhenEmptyQueue { get; } = [];

    protected List<Event> WhenChangeQueue { get; } = [];

    /// <summary>An event that happens when a place is left; at once if one is.</summary>
    public virtual Event WhenAny()
    {
        Event wanted = Waiters.Add(Environment, WhenAnyQueue);
        TriggerWhenAny();
        return wanted;
    }

    /// <summary>An event that happens when no place is in use; at once if none is.</summary>
    public virtual Event WhenFull()
    {
        Event wanted = Waiters.Add(Environment, WhenFullQueue);
        TriggerWhenFull();
        return wanted;
    }

    /// <summary>An event that happens when every place is in use; at once if they are.</summary>
    public virtual Event WhenEmpty()
    {
        Event wanted = Waiters.Add(Environment, WhenEmptyQueue);
        TriggerWhenEmpty();
        return wanted;
    }

    /// <summary>An event that happens when a place is next taken or given back.</summary>
    public virtual Event WhenChange() => Waiters.Add(Environment, WhenChangeQueue);

    protected virtual void TriggerWhenAny()
    {
        if (Remaining > 0) Waiters.Wake(WhenAnyQueue);
    }

    protected virtual void TriggerWhenFull()
    {
        if (InUse == 0) Waiters.Wake(WhenFullQueue);
    }

    protected virtual void TriggerWhenEmpty()
    {
        if (Remaining == 0) Waiters.Wake(WhenEmptyQueue);
    }

    protected virtual void TriggerWhenChange() => Waiters.Wake(WhenChangeQueue);
}

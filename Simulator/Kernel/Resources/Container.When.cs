using System.Collections.Generic;

namespace Fleek.Sim.Kernel;

public partial class Container
{
    /// <summary>By level, the lowest first.</summary>
    protected SimplePriorityQueue<Event, double> WhenAtLeastQueue { get; } = new();

    /// <summary>By level, the highest first.</summary>
    protected SimplePriorityQueue<Event, double> WhenAtMostQueue { get; } = new(new ReverseComparer<double>());

    protected List<Event> WhenChangeQueue { get; } = [];

    /// <summary>An event that happens when the level is this or higher; at once if it is.</summary>
    public virtual Event WhenAtLeast(double level)
    {
        Event wanted = new(Environment);
        WhenAtLeastQueue.Enqueue(wanted, Require.Finite(level));
        TriggerWhenAtLeast();
        return wanted;
    }

    /// <summary>An event that happens when the level is this or lower; at once if it is.</summary>
    public virtual Event WhenAtMost(double level)
    {
        Event wanted = new(Environment);
        WhenAtMostQueue.Enqueue(wanted, Require.Finite(level));
        TriggerWhenAtMost();
        return wanted;
    }

    /// <summary>An event that happens when nothing more fits.</summary>
    public virtual Event WhenFull() => WhenAtLeast(Capacity);

    /// <summary>An event that happens when nothing is left.</summary>
    public virtual Event WhenEmpty() => WhenAtMost(0);

    /// <summary>An event that happens when something is next put or got.</summary>
    public virtual Event WhenChange() => Waiters.Add(Environment, WhenChangeQueue);

    protected virtual void TriggerWhenAtLeast()
    {
        while (WhenAtLeastQueue.Count > 0 && Level >= WhenAtLeastQueue.Peek) Wake(WhenAtLeastQueue.Dequeue());
    }

    protected virtual void TriggerWhenAtMost()
    {
        while (WhenAtMostQueue.Count > 0 && Level <= WhenAtMostQueue.Peek) Wake(WhenAtMostQueue.Dequeue());
    }

    protected virtual void TriggerWhenChange() => Waiters.Wake(WhenChangeQueue);

    private static void Wake(Event wanted)
    {
        if (!wanted.IsTriggered) wanted.Succeed();
    }
}

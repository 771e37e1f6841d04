using System;

namespace Fleek.Sim.Kernel;

/// <summary>Runs what an event stands for.</summary>
public interface IEventHandler
{
    void Run(in EventNotice due);
}

/// <summary>The simulated clock: runs pending events in order, each at its time. Time never runs backwards.</summary>
public sealed class EventLoop(IEventHandler handler)
{
    private readonly EventQueue _queue = new();

    /// <summary>Time of the event that runs or ran last, in nanoseconds.</summary>
    public long Now { get; private set; }

    /// <summary>Events run so far.</summary>
    public long Executed { get; private set; }

    public int Pending => _queue.Count;

    /// <summary>Time of the next event, or <see cref="long.MaxValue"/> if none is pending.</summary>
    public long NextTime => _queue.NextTime;

    /// <summary>Schedules an event; its time must not lie in the past.</summary>
    public void Schedule(long time, ulong key, long sequence, int handle)
    {
        // The queue knows only what it popped; the clock may have been run further than that.
        if (time < Now) throw new ArgumentException("an event cannot be due in the past", nameof(time));
        _queue.Push(new EventNotice(time, key, sequence, handle));
    }

    /// <summary>Runs the next event, if one is pending.</summary>
    public bool Step()
    {
        if (!_queue.TryPop(out EventNotice due)) return false;
        Now = due.Time;
        Executed++;
        handler.Run(due);
        return true;
    }

    /// <summary>Runs until nothing is pending.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>
    /// Runs every event due before <paramref name="until"/> and none that is due at it; the clock then shows that time.
    /// </summary>
    public void Run(long until)
    {
        while (_queue.NextTime < until) Step();
        if (Now < until) Now = until;
    }
}

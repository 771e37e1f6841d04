using Fleek.Core.Primitives;
using Fleek.Sim.Kernel;

namespace Fleek.Sim.World.Network.Connections;

/// <summary>The clock of parties that talk over connections: what is to be done, each at its time, equal times in the order in which it was said.</summary>
internal sealed class Timeline : IEventHandler
{
    private readonly EventLoop _loop;
    private readonly List<Action?> _actions = [];
    private readonly Stack<int> _free = new();
    private long _sequence;

    public Timeline() => _loop = new EventLoop(this);

    public Instant Now => new(_loop.Now);

    public long Executed => _loop.Executed;

    /// <summary>Does something later, or next if its time is now.</summary>
    public void At(Instant at, Action action)
    {
        if (!_free.TryPop(out int handle))
        {
            handle = _actions.Count;
            _actions.Add(null);
        }

        _actions[handle] = action;
        _loop.Schedule(at.Nanoseconds, 0, _sequence++, handle);
    }

    public void After(Duration delay, Action action) => At(Now + delay, action);

    /// <summary>Runs until nothing is to be done.</summary>
    public void Run(CancellationToken cancel)
    {
        while (_loop.Step()) cancel.ThrowIfCancellationRequested();
    }

    void IEventHandler.Run(in EventNotice due)
    {
        Action action = _actions[due.Handle]!;
        _actions[due.Handle] = null;
        _free.Push(due.Handle);
        action();
    }
}

namespace Fleek.Sim.Live.Nodes;

/// <summary>
/// What waits for a node's one thread. It is bounded by who puts things in: a connection has at most two events in it at a time, the log and
/// the ledger's news are a flag each, and claims under way are counted.
/// </summary>
internal sealed class NodeInbox
{
    private readonly Queue<NodeEvent> _events = new();
    private readonly object _gate = new();
    private bool _waits;

    public void Post(in NodeEvent what)
    {
        lock (_gate)
        {
            _events.Enqueue(what);
            if (_waits) Monitor.Pulse(_gate);
        }
    }

    /// <summary>The next event; waits for it as long as allowed.</summary>
    public bool TryTake(int milliseconds, out NodeEvent next)
    {
        lock (_gate)
        {
            if (_events.TryDequeue(out next)) return true;
            if (milliseconds <= 0) return false;
            _waits = true;
            Monitor.Wait(_gate, milliseconds);
            _waits = false;
            return _events.TryDequeue(out next);
        }
    }
}

using Fleek.Core.Primitives;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Faults;

/// <summary>When each node is down. Known beforehand, so that links can tell when a message finds its node up.</summary>
internal sealed class CrashPlan
{
    public static readonly CrashPlan None = new([]);

    private readonly TimeWindow?[] _down;

    /// <param name="down">By node id, the time in which it is down; nodes beyond the end never are.</param>
    public CrashPlan(TimeWindow?[] down)
    {
        foreach (TimeWindow? window in down)
            if (window is { } w && w.Until <= w.From) throw new ArgumentException("a node restarts after it crashes", nameof(down));
        _down = down;
    }

    /// <summary>The time in which a node is down, or null.</summary>
    public TimeWindow? Of(NodeId node) => node.Value < _down.Length ? _down[node.Value] : null;

    public bool IsDown(NodeId node, Instant at) => Of(node) is { } window && window.Contains(at);

    /// <summary>The first time from <paramref name="at"/> on at which the node is up.</summary>
    public Instant UpFrom(NodeId node, Instant at) => Of(node) is { } window && window.Contains(at) ? window.Until : at;
}

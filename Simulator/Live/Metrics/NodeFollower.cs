using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Metrics;

/// <summary>Brings what a node counts by itself into the metrics of its process, whenever it is asked to: once a second, say.</summary>
/// <param name="price">Of a unit, above zero.</param>
public sealed class NodeFollower(NodeCounters node, Credits price, LiveMetrics metrics)
{
    /// <summary>Ends that are no errors: somebody was done, or closed, or shut down.</summary>
    private static readonly DisconnectReason[] Ends =
        [DisconnectReason.None, DisconnectReason.PeerClosed, DisconnectReason.Done, DisconnectReason.Drained, DisconnectReason.Idle];

    private static readonly (DisconnectReason Reason, string Word)[] Faults =
        [.. Enum.GetValues<DisconnectReason>().Except(Ends).Select(reason => (reason, $"{reason}"))];

    private readonly long[] _faults = new long[Faults.Length];
    private long _bytes, _keys, _pending, _claims, _frozen, _open;

    /// <summary>Adds what was counted since the last time. Called by one thread at a time.</summary>
    public void Take()
    {
        metrics.Served(Since(ref _bytes, node.ChunkBytes));
        long keys = node.Keys;
        metrics.Receipts(Since(ref _keys, keys));
        metrics.Pending(Since(ref _pending, Math.Max(0, keys - (node.RedeemedUnits / price.Units))));
        metrics.Commits(Since(ref _claims, node.Claims));
        metrics.Frozen(Since(ref _frozen, node.Refusals(RefuseReason.Frozen)));
        metrics.Connections(Since(ref _open, node.Open));
        for (int i = 0; i < Faults.Length; i++)
        {
            long more = Since(ref _faults[i], node.Disconnects[Faults[i].Reason]);
            if (more > 0) metrics.Errors(Faults[i].Word, more);
        }
    }

    private static long Since(ref long before, long now)
    {
        long more = now - before;
        before = now;
        return more;
    }
}

using Fleek.Sim.Live.Sockets;

namespace Fleek.Sim.Live.Nodes;

/// <summary>One thing that happened to a live node.</summary>
/// <param name="Peer">The connection that it is about, if any.</param>
/// <param name="Stream">For <see cref="NodeEventKind.Accepted"/>.</param>
/// <param name="Work">For <see cref="NodeEventKind.Work"/>.</param>
internal readonly record struct NodeEvent(NodeEventKind Kind, NodePeer? Peer = null, IByteStream? Stream = null, Action? Work = null);

internal enum NodeEventKind : byte
{
    /// <summary>A connection came.</summary>
    Accepted,

    /// <summary>The receive of a connection ended, with bytes or without.</summary>
    Received,

    /// <summary>All that had to wait on a connection is sent, or it broke.</summary>
    Sent,

    /// <summary>Look at the flags: the log, the ledger's news.</summary>
    Look,

    /// <summary>Something to run on the node's thread.</summary>
    Work,
}

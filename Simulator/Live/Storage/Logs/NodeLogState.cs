namespace Fleek.Sim.Live.Storage.Logs;

/// <summary>Whether a node's log still makes records durable.</summary>
public enum NodeLogState
{
    Good,

    /// <summary>The disk is full: it tries again, and goes on when there is room.</summary>
    Stalled,

    /// <summary>The disk failed, or more waits than may: nothing becomes durable any more until the node is started anew.</summary>
    Failed,
}

namespace Fleek.Sim.Live.Nodes;

/// <summary>What a live node is doing.</summary>
public enum NodeHostState
{
    Serving,

    /// <summary>It takes no connection and sends no chunk; what is paid still gets its keys, and is committed.</summary>
    Draining,

    Stopped,

    /// <summary>Its log is full or fails: it releases no key of what is not in the log, and serves nobody.</summary>
    LogFailed,

    /// <summary>A rule of the protocol broke inside of it: it stopped at once.</summary>
    Faulted,
}

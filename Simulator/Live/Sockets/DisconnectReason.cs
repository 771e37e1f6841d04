namespace Fleek.Sim.Live.Sockets;

/// <summary>Why a connection ended, as its end here sees it. Each is counted.</summary>
public enum DisconnectReason
{
    None,

    /// <summary>The peer ended it, between frames or not.</summary>
    PeerClosed,

    /// <summary>The network or the peer's kernel broke it: reset, unreachable, or silent through all probes.</summary>
    Broken,

    /// <summary>It connected and opened no session in the time allowed.</summary>
    NoSession,

    /// <summary>Nothing came for the time that an idle session may last.</summary>
    Idle,

    /// <summary>It did not read what was sent to it for the time allowed.</summary>
    SlowReader,

    /// <summary>It read slowest when all connections together held more than the node may.</summary>
    MemoryPressure,

    /// <summary>Bytes that are no frame, or a frame that its side never sends.</summary>
    Malformed,

    /// <summary>Too many of its frames were refused.</summary>
    Refused,

    /// <summary>There were as many connections as there may be.</summary>
    TooManyConnections,

    /// <summary>There were as many from its address as there may be.</summary>
    TooManyOfAddress,

    /// <summary>There were as many of its payer as there may be.</summary>
    TooManyOfPayer,

    /// <summary>A block that was promised could not be read.</summary>
    ContentLost,

    /// <summary>The node's log can take nothing more: it serves nobody.</summary>
    LogFailed,

    /// <summary>The exchange was over, and this end hung up.</summary>
    Done,

    /// <summary>This end is shutting down.</summary>
    Drained,
}

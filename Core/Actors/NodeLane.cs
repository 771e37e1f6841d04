using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

internal enum NodeLaneState : byte
{
    /// <summary>No session: never opened, or the connection is gone.</summary>
    None,

    /// <summary>HELLO came.</summary>
    Open,

    /// <summary>The user closed; payments for chunks already sent are still taken.</summary>
    Closed,
}

/// <summary>A node's side of one lane's session.</summary>
internal struct NodeLane
{
    public NodeLaneState State;

    /// <summary>W: most chunks that may be sent and unpaid now.</summary>
    public int Window;

    /// <summary>Payments since the window last grew.</summary>
    public int GoodSince;

    /// <summary>When the oldest unpaid chunk was sent, or the last payment came, if there is one.</summary>
    public Instant WaitsSince;

    /// <summary>Last chunk of the session that is wanted, covered by an anchor, sent, paid.</summary>
    public long Requested, Anchored, Sent, PaidChunks;

    /// <summary>It was frozen: what is under way is still taken, and the next HELLO begins another in its place.</summary>
    public bool IsOver;

    public readonly long InFlight => Sent - PaidChunks;
}

using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

internal enum ConnectionState : byte
{
    /// <summary>Waits for HELLO.</summary>
    New,

    /// <summary>HELLO came; the actor waits for its ledger view before it welcomes.</summary>
    Opening,

    /// <summary>WELCOME went out: the device has to show with RESUME or ANCHOR that it is there now.</summary>
    Welcomed,

    /// <summary>An anchor of this session was taken.</summary>
    Live,

    /// <summary>Refused, ended or superseded: nothing more is taken but KEYREQ.</summary>
    Ended,
}

/// <summary>A connection, and the session that was opened on it.</summary>
internal sealed class NodeConnection(long id)
{
    public long Id { get; } = id;

    public ConnectionState State { get; set; }

    public NodeLaneBook? Lane { get; set; }

    public NodeSession? Session { get; set; }

    /// <summary>The actor took this connection's HELLO: the lane is its own.</summary>
    public bool HasActorLane { get; set; }

    public Credits Price { get; set; }

    /// <summary>RESUME came: there is one in a session.</summary>
    public bool HasResumed { get; set; }

    /// <summary>What RESUMED tells once it is durable: a ticket that comes meanwhile may still be lost.</summary>
    public LaneTicket Resumes { get; set; }

    public int ServingNodes { get; set; }

    /// <summary>HELLO as it came, until it is answered.</summary>
    public byte[] Hello { get; } = new byte[HelloFrame.MaxBodyLength];

    public int HelloLength { get; set; }

    public RequestQueue Requests { get; } = new();

    /// <summary>Promised to this session and not paid, of its grant.</summary>
    public Credits Promised { get; set; }

    /// <summary>Units that may be sent: less than was asked for where the grant ends.</summary>
    public long AllowedUnits { get; set; }

    public bool GrantRanOut { get; set; }

    /// <summary>The last unit that the actor wants sent: held back where it is more than was sent.</summary>
    public long OrderedUnit { get; set; }

    /// <summary>HC at the last sealed unit.</summary>
    public Hash256 HeaderHead { get; set; }

    public long SealedUnit { get; set; }

    /// <summary>The last unit whose header is signed, or is to be when it is sealed.</summary>
    public long SignedUnit { get; set; }

    /// <summary>The last unit whose anchor is durable.</summary>
    public long AnchoredUnit { get; set; }

    /// <summary>A payment that waits for its anchor, unit 0 if none does: a later one pays for an earlier.</summary>
    public PayFrame EarlyPay { get; set; }

    public PaySignedFrame EarlyPaySigned { get; set; }

    public Hash256 EpochSecret { get; set; }

    /// <summary>The last unit whose key was sent.</summary>
    public long KeyedUnit { get; set; }
}

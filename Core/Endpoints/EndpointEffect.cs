using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>What an endpoint asks its driver to do.</summary>
public enum EndpointEffectKind : byte
{
    None,

    /// <summary>Send the frame on Connection.</summary>
    Send,

    /// <summary>Send unit Number on Connection: Block of Content. The node's driver fetches it and has it sealed before its next step.</summary>
    SendChunk,

    /// <summary>
    /// Write the record to the log, which is number Number of this run. When it and all before it are durable, the node wants to be told.
    /// </summary>
    Record,

    /// <summary>Submit the tickets of the lane, which the node holds, to the ledger.</summary>
    Redeem,

    /// <summary>Begin a ledger view of the account of User, whose key is Payer.</summary>
    Watch,

    /// <summary>Tell other nodes that serve User that this one holds tickets worth Number units.</summary>
    Hint,

    /// <summary>Wake the account of User at At, or earlier.</summary>
    Wake,

    /// <summary>Close Connection once what was sent on it is sent.</summary>
    HangUp,

    /// <summary>Unit Number, Block of Content, is verified plain text, to be read from the client before its next step.</summary>
    Deliver,

    /// <summary>
    /// The node ended the lane, or did what no honest node does: the client says what, and holds the evidence. HangUp may come later: keys
    /// of what is paid are still taken. A driver that has waited long enough for them hangs up itself.
    /// </summary>
    Stopped,
}

/// <summary>One effect of an endpoint, as ordered data. Bytes lie in the outbox that holds it.</summary>
public readonly record struct EndpointEffect(EndpointEffectKind Kind, long Connection, long Number)
{
    /// <summary>Where the bytes of a frame or a record are in the outbox.</summary>
    internal int Offset { get; init; }

    internal int Length { get; init; }

    public UserId User { get; init; }

    public PublicKey Payer { get; init; }

    public Instant At { get; init; }

    public Hash256 Content { get; init; }

    public long Block { get; init; }

    /// <summary>For <see cref="EndpointEffectKind.Redeem"/>.</summary>
    public LaneKey Lane { get; init; }
}

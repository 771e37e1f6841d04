using System;
using System.Collections.Generic;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>
/// A node as its connections see it: frames in, frames out (protocol FX-256, docs/protocol.md). It checks what is signed and
/// hashed, keeps the tickets and the write-ahead log's order, and leaves every decision (to send, to freeze, to commit) to the
/// <see cref="NodeCore"/> that the simulator runs too.
/// </summary>
/// <remarks>
/// Knows neither socket nor file nor clock. A driver calls one method for each thing that happens, carries out the effects in
/// order, and clears the outbox. Whatever frames a peer sends, nothing throws: an exception is a bug of this program.
/// </remarks>
public sealed partial class NodeEndpoint
{
    private readonly NodeEndpointOptions _options;
    private readonly ISigner _signer;
    private readonly ISignatureVerifier _verifier;
    private readonly IRandomBytes _random;
    private readonly IContentDirectory _content;
    private readonly NodeCore _core;
    private readonly Outbox _actions;
    private readonly Dictionary<long, NodeConnection> _connections = [];
    private readonly Dictionary<PublicKey, PayerEntry> _payers = [];
    private readonly Dictionary<int, PayerEntry> _payerOf = [];
    private readonly Dictionary<Hash256, GrantBook> _grants = [];
    private readonly Dictionary<LaneKey, NodeLaneBook> _lanes = [];
    private readonly Dictionary<Hash256, NodeSession> _sessions = [];
    private readonly Queue<PendingRecord> _pending = new();
    private long _recorded, _durable, _takenUnits;

    /// <param name="id">The node's number in its driver's world, as ledger entries name it.</param>
    /// <param name="options">How it does business.</param>
    /// <param name="signer">Holds the node's key.</param>
    /// <param name="random">For nonces: after a restart it gives others than before.</param>
    /// <param name="content">What it can serve.</param>
    public NodeEndpoint(
        NodeId id, NodeEndpointOptions options, ISigner signer, ISignatureVerifier verifier, IRandomBytes random,
        IContentDirectory content)
    {
        _options = options;
        _signer = signer;
        _verifier = verifier;
        _random = random;
        _content = content;
        NodeOptions business = options.Business;
        if (business.Limits is not null || business.CommitRule.Kind == CommitRuleKind.Lottery)
            throw new ArgumentException("the frames of the exchange know neither limits of accounts nor tickets that may not win", nameof(options));
        if (Planted.Is(ProtocolBug.NodeWindowIgnored)) business = business with { WindowChunks = 4 * business.WindowChunks };
        _core = new NodeCore(id, business);
        _actions = Outbox.ForWindow(business.WindowChunks, options.MaxLanesPerPayer);
    }

    public NodeId Id => _core.Id;

    public PublicKey Key => _signer.Key;

    /// <summary>Sees the actor's steps, if anybody wants to.</summary>
    public IActorObserver? Observer { get; init; }

    /// <summary>The epoch that the node's view of the ledger is in.</summary>
    public long Epoch { get; private set; }

    /// <summary>The account of a payer as the node sees it, for measurements.</summary>
    public Payments.PayerAccount AccountOf(UserId user) => _core.AccountOf(user);

    /// <summary>The best ticket that the node holds of a lane: what <see cref="EndpointEffectKind.Redeem"/> names.</summary>
    public LaneTicket TicketOf(in LaneKey lane) => _lanes.TryGetValue(lane, out NodeLaneBook? book) ? book.Held : default;

    /// <summary>The grant of a lane that the node holds tickets of.</summary>
    public SignedGrant GrantOf(in LaneKey lane) => _lanes.TryGetValue(lane, out NodeLaneBook? book) ? book.Grant.Signed : default;

    /// <summary>This node's way in the scope of a lane's grant, for claims.</summary>
    public ClaimPath PathOf(in LaneKey lane) => _lanes.TryGetValue(lane, out NodeLaneBook? book) ? book.Grant.Path : ClaimPath.Any;

    /// <summary>A frame came, header and body. Anything is taken; what is no good frame is refused.</summary>
    /// <param name="connection">Numbered by the driver; never used again for another.</param>
    public void OnFrame(Instant now, long connection, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (!_connections.TryGetValue(connection, out NodeConnection? c))
            _connections.Add(connection, c = new NodeConnection(connection));
        bool readable = FrameHeader.TryRead(frame, out FrameHeader header, out _)
            && header.BodyLength == frame.Length - FrameHeader.Length;
        if (readable) OnBody(now, c, header.Type, frame[FrameHeader.Length..], outbox);
        else Refuse(now, c, RefuseReason.Malformed, 0, outbox);
        SignTails(outbox);
    }

    /// <summary>The connection is gone. What was under way on it is given up; tickets and keys are not.</summary>
    public void OnClosed(Instant now, long connection, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (!_connections.Remove(connection, out NodeConnection? c)) return;
        Detach(now, c, outbox);
        SignTails(outbox);
    }

    /// <summary>All records up to this one are durable: what waited for them may leave.</summary>
    /// <param name="record">As the effect numbered it.</param>
    public void OnRecorded(Instant now, long record, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Invariant.Require(record <= _recorded && record >= _durable, "node: a record that was not made");
        _durable = record;
        while (_pending.TryPeek(out PendingRecord waiting) && waiting.Record <= record)
        {
            _pending.Dequeue();
            Release(now, waiting, outbox);
        }

        SignTails(outbox);
    }

    /// <summary>The ledger view that <see cref="EndpointEffectKind.Watch"/> asked for begins.</summary>
    /// <param name="ownClaim">What the node has claimed from the account by then.</param>
    public void OnAccountOpened(Instant now, UserId user, Credits balance, Credits ownClaim, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Act(now, Input.AccountOpened(user, balance, ownClaim), outbox);
        SignTails(outbox);
    }

    /// <summary>A claim on the account of a payer that the node watches became visible.</summary>
    public void OnLedgerEntry(Instant now, in LedgerEntry entry, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Act(now, Input.From(entry), outbox);
        SignTails(outbox);
    }

    /// <summary>Another node was credited under a grant that this one serves, as far as the view shows in all.</summary>
    public void OnGrantSpentElsewhere(in Hash256 grant, Credits spent)
    {
        if (_grants.TryGetValue(grant, out GrantBook? book)) book.SpentElsewhere = Credits.Max(book.SpentElsewhere, spent);
    }

    /// <summary>A verified hint arrived.</summary>
    public void OnHint(Instant now, UserId user, NodeId from, Credits cumulative, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Act(now, Input.Hint(user, from, cumulative), outbox);
        SignTails(outbox);
    }

    /// <summary>The time has come that <see cref="EndpointEffectKind.Wake"/> named.</summary>
    public void OnWakeUp(Instant now, UserId user, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Act(now, Input.WakeUp(user), outbox);
        SignTails(outbox);
    }

    /// <summary>
    /// The node's view of the ledger has reached an epoch: payments of an earlier one are taken no more, since the ledger will soon
    /// not credit them. Their keys can still be asked for.
    /// </summary>
    public void OnEpoch(Instant now, long epoch, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Invariant.Require(epoch >= Epoch, "node: the ledger's epochs run backwards");
        Epoch = epoch;
        ForgetBefore(epoch - 1);
        foreach (NodeConnection c in _connections.Values)
        {
            if (c.Lane is null || c.Lane.Key.Epoch >= epoch || c.State == ConnectionState.Ended) continue;
            Refuse(now, c, RefuseReason.EpochOver, 0, outbox);
        }

        SignTails(outbox);
    }

    private void OnBody(Instant now, NodeConnection c, FrameType type, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (type == FrameType.KeyRequest)
        {
            if (KeyRequestFrame.TryRead(body, out KeyRequestFrame asked) == FrameError.None) OnKeyRequest(now, c, asked, outbox);
            else Refuse(now, c, RefuseReason.Malformed, 0, outbox);
            return;
        }

        if (c.State == ConnectionState.Ended) return; // it was told; what is still under way from it counts for nothing
        RefuseReason reason = RefuseReason.Unexpected;
        switch (type)
        {
            case FrameType.Hello when c.State == ConnectionState.New:
                reason = OnHello(now, c, body, outbox);
                break;
            case FrameType.Resume when c.State == ConnectionState.Welcomed && !c.HasResumed:
                reason = OnResume(now, c, body, outbox);
                break;
            case FrameType.Anchor when c.State is ConnectionState.Welcomed or ConnectionState.Live:
                reason = OnAnchor(now, c, body, outbox);
                break;
            case FrameType.Request when c.State is ConnectionState.Welcomed or ConnectionState.Live:
                reason = OnRequest(now, c, body, outbox);
                break;
            case FrameType.Pay when c.State == ConnectionState.Live:
                reason = OnPay(now, c, body, outbox);
                break;
            case FrameType.PaySigned when c.State == ConnectionState.Live:
                reason = OnPaySigned(now, c, body, outbox);
                break;
            case FrameType.PaySigned when c.State == ConnectionState.Welcomed:
                reason = OnLatePaySigned(now, c, body, outbox);
                break;
            case FrameType.Close when c.State is ConnectionState.Welcomed or ConnectionState.Live:
                reason = OnClose(now, c, body, outbox);
                break;
        }

        if (reason != RefuseReason.None) Refuse(now, c, reason, 0, outbox);
    }

    /// <summary>Says why, and gives the session up. What was paid stays paid.</summary>
    private void Refuse(Instant now, NodeConnection c, RefuseReason reason, long unit, EndpointOutbox outbox)
    {
        SendRefuse(c, reason, unit, outbox);
        if (c.State == ConnectionState.Ended) return;
        Detach(now, c, outbox);
    }

    /// <summary>Takes the lane away from a connection.</summary>
    private void Detach(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        c.State = ConnectionState.Ended;
        if (c.Lane is not { } lane) return;
        lane.Grant.Promised -= c.Promised;
        c.Promised = Credits.Zero;
        if (c.HasActorLane)
        {
            c.HasActorLane = false;
            lane.Live = null;
            Act(now, Input.Disconnected(lane.Grant.Payer.User, Id, lane.Number), outbox);
        }
    }

    private long Record(EndpointOutbox outbox, int length)
    {
        outbox.Keep(EndpointEffectKind.Record, 0, ++_recorded, length);
        return _recorded;
    }
}

using System;
using System.Runtime.CompilerServices;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>REQUEST, CHUNK, PAY and KEY: what is asked for, sent, paid and told.</summary>
public sealed partial class NodeEndpoint
{
    private RefuseReason OnRequest(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (RequestFrame.TryRead(body, out RequestFrame request) != FrameError.None) return RefuseReason.Malformed;
        if (!_content.TryBlocks(request.Content, out long blocks)) return RefuseReason.UnknownContent;
        if (request.FirstBlock > blocks - request.Count) return RefuseReason.BlockOutOfContent;
        c.Requests.Forget(c.SealedUnit);
        if (c.Requests.IsFull || c.Requests.Units > long.MaxValue - request.Count) return RefuseReason.Unexpected;
        c.Requests.Add(request.Content, blocks, request.FirstBlock, request.Count);
        Allow(now, c, outbox);
        return RefuseReason.None;
    }

    /// <summary>Promises as many units as the grant still bears; all that one lane is promised, no other lane is.</summary>
    private void Allow(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        if (!c.HasActorLane) return; // the lane is another session's until the anchor comes
        GrantBook grant = c.Lane!.Grant;
        long wanted = c.Requests.Units - c.AllowedUnits;
        // Without a cap for this node what is left shrinks with every claim of another: then nothing is promised ahead of the window.
        bool promisesAhead = grant.IsCapped || Planted.Is(ProtocolBug.GrantPromisedWhole);
        if (!promisesAhead) wanted = Math.Min(wanted, c.Session!.PaidUnit + _options.Business.WindowChunks - c.AllowedUnits);
        if (wanted <= 0) return;
        Credits left = Planted.Is(ProtocolBug.GrantCapPerLane) ? grant.Left + grant.Paid + grant.Promised : grant.Left;
        long units = Math.Min(wanted, left.Units / c.Price.Units);
        if (units > 0)
        {
            Credits promise = c.Price * units;
            grant.Promise(promise);
            c.Promised += promise;
            c.AllowedUnits += units;
            Tell(now, c, MessageKind.Request, c.AllowedUnits, default, outbox);
        }

        if (units == wanted || c.State == ConnectionState.Ended) return;
        c.GrantRanOut = true;
        if (c.AllowedUnits == c.Session!.SentUnit) SendRefuse(c, RefuseReason.GrantExhausted, c.AllowedUnits, outbox);
    }

    /// <summary>The window has moved: promises what follows, as far as the grant bears it now.</summary>
    private void AllowNext(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        if (!c.GrantRanOut && !c.Lane!.Grant.IsCapped) Allow(now, c, outbox);
    }

    private RefuseReason OnPay(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        return PayFrame.TryRead(body, out PayFrame pay) == FrameError.None ? OnPay(now, c, pay, outbox) : RefuseReason.Malformed;
    }

    private RefuseReason OnPay(Instant now, NodeConnection c, in PayFrame pay, EndpointOutbox outbox)
    {
        NodeSession session = c.Session!;
        if (_options.Tickets != TicketKind.HashChain) return RefuseReason.BadTicket;
        if (pay.Unit <= session.PaidUnit) return RefuseReason.None; // superseded, harmless
        if (IsEarly(c, pay.Unit))
        {
            c.EarlyPay = pay;
            return RefuseReason.None;
        }

        RefuseReason reason = CheckPayment(now, c, pay.Unit);
        if (reason != RefuseReason.None) return reason;
        if (!TakeTicket(session, pay.Unit, pay.Ticket)) return RefuseReason.BadTicket;
        int length = new NodeRecordTicket(session.Id, pay.Unit, pay.Ticket).Write(outbox.Room(NodeRecord.MaxLength));
        Pay(now, c, pay.Unit, Record(outbox, length), outbox);
        AllowNext(now, c, outbox);
        return RefuseReason.None;
    }

    private RefuseReason OnPaySigned(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (PaySignedFrame.TryRead(body, out PaySignedFrame pay) != FrameError.None) return RefuseReason.Malformed;
        return OnPaySigned(now, c, pay, outbox);
    }

    private RefuseReason OnPaySigned(Instant now, NodeConnection c, in PaySignedFrame pay, EndpointOutbox outbox)
    {
        NodeSession session = c.Session!;
        if (pay.Unit <= session.PaidUnit) return RefuseReason.None;
        if (IsEarly(c, pay.Unit))
        {
            c.EarlyPaySigned = pay;
            return RefuseReason.None;
        }

        RefuseReason reason = CheckPayment(now, c, pay.Unit);
        if (reason != RefuseReason.None) return reason;
        if (!TakeSigned(session, pay)) return RefuseReason.BadTicket;
        Pay(now, c, pay.Unit, RecordSigned(session, pay, outbox), outbox);
        AllowNext(now, c, outbox);
        return RefuseReason.None;
    }

    /// <summary>Before the chunk, a client pays as soon as it has anchored: the payment waits until its anchor is durable.</summary>
    private bool IsEarly(NodeConnection c, long unit) =>
        _options.Business.Mode == ExchangeMode.PayBefore && unit > c.AnchoredUnit && unit <= c.Session!.Anchored;

    /// <summary>The anchor of a payment that waited is durable.</summary>
    private void TakeEarly(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        (PayFrame pay, PaySignedFrame signed) = (c.EarlyPay, c.EarlyPaySigned);
        c.EarlyPay = default;
        c.EarlyPaySigned = default;
        RefuseReason reason = pay.Unit > 0 ? OnPay(now, c, pay, outbox)
            : signed.Unit > 0 ? OnPaySigned(now, c, signed, outbox)
            : RefuseReason.None;
        if (reason != RefuseReason.None) Refuse(now, c, reason, 0, outbox);
    }

    /// <summary>The last signed ticket of the session before, shown again by a device that resumes: it may have been lost.</summary>
    private RefuseReason OnLatePaySigned(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (PaySignedFrame.TryRead(body, out PaySignedFrame pay) != FrameError.None) return RefuseReason.Malformed;
        // A ticket that is worth nothing here ends nothing: its anchor may have been lost with it.
        RefuseReason reason = PayLateSigned(now, c.Lane!, pay, outbox);
        if (reason != RefuseReason.None) SendRefuse(c, reason, pay.Unit, outbox);
        return RefuseReason.None;
    }

    private RefuseReason PayLateSigned(Instant now, NodeLaneBook lane, in PaySignedFrame pay, EndpointOutbox outbox)
    {
        // It bears no session: what it is worth tells whether it is of one before the last, and known.
        if (pay.Cumulative <= lane.Cumulative) return RefuseReason.None;
        if (lane.LastSession is not { } session || pay.Unit <= session.PaidUnit) return RefuseReason.None;
        if (lane.Live is { } live && live.Session == session) return OnPaySigned(now, live, pay, outbox);
        if (pay.Unit > LateUnits(session)) return RefuseReason.BadTicket;
        Credits before = lane.Cumulative;
        if (!TakeSigned(session, pay)) return RefuseReason.BadTicket;
        RequirePayable(session, pay.Unit);
        session.PaidUnit = pay.Unit;
        RecordSigned(session, pay, outbox);
        if (lane.Cumulative > before) Act(now, Input.PaidLate(lane.Grant.Payer.User, lane.Cumulative - before), outbox);
        return RefuseReason.None;
    }

    private bool TakeSigned(NodeSession session, in PaySignedFrame pay)
    {
        ref NodeChain chain = ref session.Of(pay.Unit);
        if (_options.Tickets != TicketKind.Signed || Unsafe.IsNullRef(ref chain)) return false;
        if (pay.Cumulative != chain.Signed.Anchor.CumulativeAt(pay.Unit)) return false;
        LaneKey lane = session.Lane.Key;
        UnitTicket ticket = new(_options.Chain, session.Id, lane.GrantId, Key, lane.Lane, lane.Epoch, pay.Unit, pay.Cumulative);
        if (!ticket.IsSignedBy(session.Lane.Grant.Signed.Grant.Device, pay.Signature, _verifier)) return false;
        chain.Unit = pay.Unit;
        Hold(session.Lane, LaneTicket.OfSigned(chain.Signed, pay.Unit, pay.Signature));
        return true;
    }

    private long RecordSigned(NodeSession session, in PaySignedFrame pay, EndpointOutbox outbox)
    {
        NodeRecordUnitTicket record = new(session.Id, pay.Unit, pay.Cumulative, pay.Signature);
        return Record(outbox, record.Write(outbox.Room(NodeRecord.MaxLength)));
    }

    /// <summary>The last unit that a ticket may pay for after its session: what was sent, or in PRE what could be paid ahead.</summary>
    private long LateUnits(NodeSession session) => _options.Business.Mode == ExchangeMode.PayBefore
        ? Math.Min(session.Anchored, session.SentUnit + _options.Business.WindowChunks)
        : session.SentUnit;

    private RefuseReason CheckPayment(Instant now, NodeConnection c, long unit)
    {
        NodeSession session = c.Session!;
        if (session.Lane.Key.Epoch != Epoch) return RefuseReason.EpochOver;
        long most = _options.Business.Mode == ExchangeMode.PayBefore
            ? Math.Min(c.AllowedUnits, session.SentUnit + _options.Business.WindowChunks)
            : session.SentUnit;
        if (Planted.Is(ProtocolBug.PaymentAheadOfChunks)) most = c.AllowedUnits;
        if (unit > most || unit > session.Anchored) return RefuseReason.BadTicket;
        return IsOver(now, c.Lane!.Grant.Signed.Grant.NotAfter) || IsOver(now, session.Of(unit).Signed.Anchor.NotAfter)
            ? RefuseReason.GrantExpired
            : RefuseReason.None;
    }

    /// <summary>What is true of every ticket that is taken, whichever frame brought it.</summary>
    private void RequirePayable(NodeSession session, long unit)
    {
        bool ahead = Planted.Is(ProtocolBug.PaymentAheadOfChunks);
        Invariant.Require(unit <= LateUnits(session) || ahead, "I2: a unit is paid that was not sent");
        bool late = Planted.Is(ProtocolBug.PaymentAfterEpoch);
        Invariant.Require(session.Lane.Key.Epoch == Epoch || late, "I10: a payment of an epoch that is over");
    }

    /// <summary>Checks a hash-chain ticket against what is known of its chain, and keeps it: at most a window of hashes.</summary>
    private static bool TakeTicket(NodeSession session, long unit, in Hash256 ticket)
    {
        ref NodeChain chain = ref session.Of(unit);
        if (Unsafe.IsNullRef(ref chain) || unit <= chain.Unit) return false;
        bool leads = TicketChain.Leads(session.TicketKey, unit, ticket, chain.Unit, chain.Ticket)
            || Planted.Is(ProtocolBug.TicketUnverified);
        if (!leads) return false;
        chain.Unit = unit;
        chain.Ticket = ticket;
        Hold(session.Lane, LaneTicket.OfChain(chain.Signed, unit, ticket));
        return true;
    }

    /// <summary>The lane's best ticket is now this one, if it is worth more.</summary>
    private static void Hold(NodeLaneBook lane, in LaneTicket ticket)
    {
        if (ticket.Cumulative <= lane.Cumulative && lane.Held.Kind != HeldTicket.Nothing) return;
        lane.Hold(ticket);
    }

    /// <summary>A ticket was checked and recorded: the actor takes the payment, and keys leave once the record is durable.</summary>
    private void Pay(Instant now, NodeConnection c, long unit, long record, EndpointOutbox outbox)
    {
        NodeSession session = c.Session!;
        RequirePayable(session, unit);
        Credits paid = c.Price * (unit - session.PaidUnit);
        c.Promised -= paid;
        c.Lane!.Grant.Promised -= paid;
        session.PaidUnit = unit;
        PendingRecord waits = new(record, PendingKind.Keys, c, session, unit);
        if (Planted.Is(ProtocolBug.KeyBeforeDurable)) Release(now, waits, outbox);
        else Await(waits, now, outbox);
        _takenUnits = 0;
        Tell(now, c, MessageKind.Pay, unit, c.Price * unit, outbox);
        // A unit that may not be sent the actor does not take; its ticket pays for it all the same, and is claimed with the others.
        Credits left = paid - (c.Price * _takenUnits);
        if (left > Credits.Zero) Act(now, Input.PaidLate(session.Lane.Grant.Payer.User, left), outbox);
    }

    private RefuseReason OnClose(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (CloseFrame.TryRead(body, out CloseFrame close) != FrameError.None) return RefuseReason.Malformed;
        NodeLaneBook lane = c.Lane!;
        NodeSession session = c.Session!;
        FinalTicket final = close.Ticket;
        bool terms = final.Chain == _options.Chain && final.LaneKey == lane.Key && final.UnitPrice == c.Price;
        if (!terms || session.Lane.Key.Epoch != Epoch) return RefuseReason.BadTicket;
        if (!TryUnitOf(session, lane, final.Cumulative, out long unit)) return RefuseReason.BadTicket;
        if (!final.IsSignedBy(lane.Grant.Signed.Grant.Device, close.Signature, _verifier)) return RefuseReason.BadTicket;
        if (final.Cumulative > Credits.Zero)
        {
            // It pays what the last ticket pays, or more, and takes its place: one signature to check instead of a chain.
            lane.Hold(LaneTicket.OfFinal(final, close.Signature));
            int length = new NodeRecordFinalTicket(final, close.Signature).Write(outbox.Room(NodeRecord.MaxLength));
            long record = Record(outbox, length);
            if (unit > session.PaidUnit) Pay(now, c, unit, record, outbox);
        }

        if (!c.HasActorLane) return RefuseReason.Superseded;
        Tell(now, c, MessageKind.Close, unit, c.Price * unit, outbox);
        return RefuseReason.None;
    }

    /// <summary>The unit of the session up to which a cumulative amount pays; false if there is no such unit that was sent.</summary>
    private static bool TryUnitOf(NodeSession session, NodeLaneBook lane, Credits cumulative, out long unit)
    {
        unit = session.PaidUnit;
        if (cumulative == lane.Cumulative) return true;
        for (long sent = session.PaidUnit + 1; sent <= session.SentUnit; sent++)
        {
            ref NodeChain chain = ref session.Of(sent);
            if (Unsafe.IsNullRef(ref chain) || chain.Signed.Anchor.CumulativeAt(sent) != cumulative) continue;
            unit = sent;
            return true;
        }

        return false;
    }

    private void OnKeyRequest(Instant now, NodeConnection c, in KeyRequestFrame asked, EndpointOutbox outbox)
    {
        RefuseReason reason = _sessions.TryGetValue(asked.Session, out NodeSession? session)
            ? CheckKeyRequest(now, session, asked, outbox)
            : RefuseReason.UnknownSession;
        if (reason != RefuseReason.None) SendRefuse(c, reason, asked.Unit, outbox);
        else if (_options.Business.Mode == ExchangeMode.Encrypted)
            Await(new PendingRecord(_recorded, PendingKind.KeyResponse, c, session!, asked.Unit), now, outbox);
    }

    private RefuseReason CheckKeyRequest(Instant now, NodeSession session, in KeyRequestFrame asked, EndpointOutbox outbox)
    {
        ref NodeChain chain = ref session.Of(asked.Unit);
        if (Unsafe.IsNullRef(ref chain)) return RefuseReason.BadTicket;
        if (asked.Unit > session.PaidUnit) return PayLate(now, session, asked, outbox);
        if (_options.Tickets == TicketKind.Signed || Planted.Is(ProtocolBug.KeyRequestUnpaid)) return RefuseReason.None;
        // What a later chain or a final ticket paid, this ticket proves against its own chain.
        bool pays = asked.Unit > chain.Unit
            ? TicketChain.Leads(session.TicketKey, asked.Unit, asked.Ticket, chain.Unit, chain.Ticket)
            : TicketChain.Leads(session.TicketKey, chain.Unit, chain.Ticket, asked.Unit, asked.Ticket);
        return pays ? RefuseReason.None : RefuseReason.BadTicket;
    }

    /// <summary>
    /// A ticket of a session that is over, which was lost on its way or by a crash: it still pays, unless a later session of the lane has
    /// built on the ticket before it, or its epoch is over.
    /// </summary>
    private RefuseReason PayLate(Instant now, NodeSession session, in KeyRequestFrame asked, EndpointOutbox outbox)
    {
        NodeLaneBook lane = session.Lane;
        if (lane.Key.Epoch != Epoch && !Planted.Is(ProtocolBug.PaymentAfterEpoch)) return RefuseReason.EpochOver;
        if (_options.Tickets != TicketKind.HashChain) return RefuseReason.BadTicket;
        // The device may know that the connection of its last session is gone before the node does.
        if (lane.Live is { } live && live.Session == session) return OnPay(now, live, new PayFrame(asked.Unit, asked.Ticket), outbox);
        if (lane.LastSession != session || asked.Unit > LateUnits(session)) return RefuseReason.BadTicket;
        if (session.Of(asked.Unit).Signed.Anchor.CumulativeAt(asked.Unit) <= lane.Cumulative) return RefuseReason.BadTicket;
        Credits before = lane.Cumulative;
        if (!TakeTicket(session, asked.Unit, asked.Ticket)) return RefuseReason.BadTicket;
        RequirePayable(session, asked.Unit);
        session.PaidUnit = asked.Unit;
        int length = new NodeRecordTicket(session.Id, asked.Unit, asked.Ticket).Write(outbox.Room(NodeRecord.MaxLength));
        Record(outbox, length);
        Act(now, Input.PaidLate(lane.Grant.Payer.User, lane.Cumulative - before), outbox);
        return RefuseReason.None;
    }

    /// <summary>
    /// Makes the CHUNK frame of a <see cref="EndpointEffectKind.SendChunk"/> effect: ciphers the block, extends the header chain, and
    /// signs where a signature is due. Units of a connection are sealed in order, before its next step. Returns the frame's length.
    /// </summary>
    /// <param name="block">The block's bytes.</param>
    /// <param name="proof">That it is of the content: cold for the first unit of a request, else resumed.</param>
    /// <param name="tree">The inner nodes of the block's own tree of groups.</param>
    /// <param name="frame">At least <see cref="FrameHeader.MaxFrameLength"/> bytes.</param>
    public int Seal(
        in EndpointEffect chunk, ReadOnlySpan<byte> block, ReadOnlySpan<byte> proof, ReadOnlySpan<byte> tree, Span<byte> frame)
    {
        Invariant.Require(chunk.Kind == EndpointEffectKind.SendChunk, "node: not a chunk to seal");
        if (!_connections.TryGetValue(chunk.Connection, out NodeConnection? c) || c.Session is not { } session) return 0;
        long unit = chunk.Number;
        Invariant.Require(unit == c.SealedUnit + 1, "I7: a unit is sealed once, in order");
        bool signs = unit % _options.HeaderInterval == 0 || unit == c.SignedUnit;
        int length = FrameHeader.Length + ChunkFrame.MinBodyLength + (signs ? Signature.Length : 0)
            + proof.Length + tree.Length + block.Length;
        Span<byte> sent = frame.Slice(length - block.Length, block.Length);
        Hash256 commitment = default;
        if (_options.Business.Mode == ExchangeMode.Encrypted)
        {
            Hash256 key = ChunkKeys.KeyOf(c.EpochSecret, session.Id, unit);
            commitment = ChunkKeys.Commitment(key);
            ChunkCipher.Apply(key, block, sent);
        }
        else
        {
            block.CopyTo(sent);
        }

        ChunkHeader header = new(unit, chunk.Content, chunk.Block, c.Requests.Find(unit).Blocks, block.Length, Blake3.Hash(sent), commitment);
        c.HeaderHead = HeaderChain.Next(c.HeaderHead, header);
        c.SealedUnit = unit;
        HeaderStatement statement = new(
            _options.Chain, Planted.Is(ProtocolBug.HeadersOfAnySession) ? default : session.Id, unit, c.HeaderHead);
        ChunkFrame made = new()
        {
            Unit = unit,
            Block = chunk.Block,
            KeyCommitment = commitment,
            IsSigned = signs,
            Signature = signs ? statement.Sign(_signer) : default,
            Proof = proof,
            Tree = tree,
            Bytes = sent,
        };
        Invariant.Require(made.Write(frame) == length, "chunk: not the length that was reckoned");
        return length;
    }

    /// <summary>Whether a chunk to seal is the first of its request, whose proof is cold.</summary>
    public bool IsFirstOfRequest(in EndpointEffect chunk) =>
        _connections.TryGetValue(chunk.Connection, out NodeConnection? c) && c.Requests.Find(chunk.Number).IsFirst;
}

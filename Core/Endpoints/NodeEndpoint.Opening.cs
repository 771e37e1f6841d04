using System;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>HELLO, WELCOME, RESUME and ANCHOR: how a session comes to be.</summary>
public sealed partial class NodeEndpoint
{
    private RefuseReason OnHello(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (HelloFrame.TryRead(body, out HelloFrame hello) != FrameError.None) return RefuseReason.Malformed;
        RefuseReason reason = Check(now, hello);
        if (reason != RefuseReason.None) return reason;
        if (LaneOf(hello.Grant, new LaneKey(hello.Grant.Grant.Id(), Key, hello.Lane, hello.Epoch)) is not { } lane)
            return RefuseReason.LaneOutOfGrant;
        body.CopyTo(c.Hello);
        c.HelloLength = body.Length;
        c.Lane = lane;
        if (lane.Grant.Path.IsEmpty) lane.Grant.Path = ClaimPath.Of(hello.Path);
        c.Price = _options.Business.Price;
        c.ServingNodes = hello.ServingNodes;
        c.EpochSecret = ChunkKeys.EpochSecret(_options.Secret, hello.Epoch);
        c.State = ConnectionState.Opening;
        // A HELLO can be repeated by anybody who saw it: it must not take a lane from the session that is served now. The device
        // does that, by signing the new session's id.
        if (lane.Live is null) TakeLane(now, c, outbox);
        else if (Planted.Is(ProtocolBug.HelloTakesOver)) Supersede(now, c, outbox);
        else SendWelcome(c, outbox);
        return RefuseReason.None;
    }

    /// <summary>What can be known to be wrong at HELLO is refused there, cheapest first.</summary>
    private RefuseReason Check(Instant now, in HelloFrame hello)
    {
        SignedGrant signed = hello.Grant;
        Grant grant = signed.Grant;
        if (hello.Node != Key) return RefuseReason.BadHello;
        if (grant.Chain != _options.Chain) return RefuseReason.WrongChain;
        if (hello.Mode != _options.Business.Mode || hello.Tickets != _options.Tickets) return RefuseReason.ModeNotOffered;
        if (hello.Epoch != Epoch || hello.Epoch < grant.EpochFrom || hello.Epoch > grant.EpochTo) return RefuseReason.WrongEpoch;
        if (IsOver(now, grant.NotAfter)) return RefuseReason.GrantExpired;
        if (_options.Business.Price > grant.MaxUnitPrice && !Planted.Is(ProtocolBug.PriceUnchecked))
            return RefuseReason.PriceAboveGrant;
        if (hello.Lane >= grant.Lanes || hello.Lane >= _options.MaxLanesPerGrant) return RefuseReason.LaneOutOfGrant;
        if (!hello.Path.Proves(Key, grant.Scope)) return RefuseReason.NotInScope;
        bool known = _grants.ContainsKey(grant.Id());
        if (!known && !signed.IsValid(_verifier) && !Planted.Is(ProtocolBug.GrantUnsigned)) return RefuseReason.BadGrant;
        return hello.IsSignedBy(grant.Device, _verifier) ? RefuseReason.None : RefuseReason.BadHello;
    }

    private bool IsOver(Instant now, Instant notAfter) =>
        notAfter.Nanoseconds < now.Nanoseconds && now - notAfter > _options.ClockSkew;

    /// <summary>The books of a lane, opened if there are none; null if the payer has too many open.</summary>
    private NodeLaneBook? LaneOf(in SignedGrant signed, in LaneKey key)
    {
        if (_lanes.TryGetValue(key, out NodeLaneBook? lane)) return lane;
        if (!_grants.TryGetValue(key.GrantId, out GrantBook? grant))
        {
            if (!_payers.TryGetValue(signed.Grant.Payer, out PayerEntry? payer))
            {
                UserId user = _options.UserOf?.Invoke(signed.Grant.Payer) ?? new UserId(_payerOf.Count);
                payer = new PayerEntry(user, signed.Grant.Payer);
                _payerOf.Add(user.Value, payer);
                _payers.Add(signed.Grant.Payer, payer);
            }

            _grants.Add(key.GrantId, grant = new GrantBook(signed, payer));
        }

        int number = grant.Payer.FreeNumber;
        if (number >= _options.MaxLanesPerPayer) return null;
        lane = new NodeLaneBook(key, grant, (ushort)number);
        grant.Payer.Add(lane);
        grant.Lanes++;
        _lanes.Add(key, lane);
        return lane;
    }

    /// <summary>The actor opens the lane for this connection; it welcomes once it sees the account.</summary>
    private void TakeLane(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        NodeLaneBook lane = c.Lane!;
        Invariant.Require(lane.Live is null, "node: two live sessions of one lane");
        lane.Live = c;
        c.HasActorLane = true;
        Message hello = new(
            MessageKind.Hello, default, lane.Grant.Payer.User, Id, c.ServingNodes, default) { Lane = lane.Number };
        Act(now, Input.From(hello), outbox);
    }

    /// <summary>The device has shown that it is there: a session that was live on the lane is not.</summary>
    private void Supersede(Instant now, NodeConnection c, EndpointOutbox outbox)
    {
        if (c.HasActorLane) return;
        if (c.Lane!.Live is { } old) Refuse(now, old, RefuseReason.Superseded, 0, outbox);
        TakeLane(now, c, outbox);
    }

    private void SendWelcome(NodeConnection c, EndpointOutbox outbox)
    {
        NodeLaneBook lane = c.Lane!;
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        _random.Fill(nonce);
        ReadOnlySpan<byte> hello = c.Hello.AsSpan(0, c.HelloLength);
        WelcomeFrame welcome = new(
            Key, lane.Key.Epoch, lane.Key.Lane, c.Price, _options.Business.WindowChunks, _options.HeaderInterval,
            lane.Held.Kind == HeldTicket.Nothing ? LaneState.New : LaneState.TicketHeld, Nonce.FromBytes(nonce), default);
        welcome = welcome with { Signature = welcome.Sign(_signer, hello) };
        Span<byte> frame = outbox.Room(FrameHeader.Length + WelcomeFrame.BodyLength);
        int length = welcome.Write(frame);
        Hash256 id = SessionId.Of(hello, frame[FrameHeader.Length..length]);
        outbox.Keep(EndpointEffectKind.Send, c.Id, 0, length);
        Invariant.Require(!_sessions.ContainsKey(id), "I7: a nonce came twice, and with it a session and its keys");
        c.Session = new NodeSession(id, lane);
        c.State = ConnectionState.Welcomed;
    }

    private RefuseReason OnResume(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (ResumeFrame.TryRead(body, out ResumeFrame resume) != FrameError.None) return RefuseReason.Malformed;
        NodeLaneBook lane = c.Lane!;
        bool signed = resume.Session == c.Session!.Id && new ResumeStatement(_options.Chain, resume.Session)
            .IsSignedBy(lane.Grant.Signed.Grant.Device, resume.Signature, _verifier);
        if (!signed) return RefuseReason.BadResume;
        Supersede(now, c, outbox);
        // A ticket that came with KEYREQ just before is told once it is durable: what is told must survive a crash.
        c.HasResumed = true;
        c.Resumes = lane.Held;
        Await(new PendingRecord(_recorded, PendingKind.Resumed, c, c.Session, 0), now, outbox);
        return RefuseReason.None;
    }

    private RefuseReason OnAnchor(Instant now, NodeConnection c, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (AnchorFrame.TryRead(body, out AnchorFrame frame) != FrameError.None) return RefuseReason.Malformed;
        SignedAnchor signed = frame.Anchor;
        RefuseReason reason = Check(now, c, signed);
        if (reason != RefuseReason.None) return reason;
        NodeSession session = c.Session!;
        Supersede(now, c, outbox);
        if (!session.IsAnchored)
        {
            _sessions.Add(session.Id, session);
            c.Lane!.LastSession = session;
            c.HeaderHead = Planted.Is(ProtocolBug.HeadersOfAnySession)
                ? HeaderChain.Start(_options.Chain, default, default)
                : HeaderChain.Start(_options.Chain, session.Id, signed.Anchor.Hash());
            c.State = ConnectionState.Live;
        }

        session.Add(signed);
        RecordPath(c.Lane!.Grant, outbox);
        int length = new NodeRecordAnchor(c.Lane!.Grant.Signed, signed).Write(outbox.Room(NodeRecord.MaxLength));
        long record = Record(outbox, length);
        PendingRecord waits = new(record, PendingKind.Anchor, c, session, signed.Anchor.End);
        if (Planted.Is(ProtocolBug.ChunksBeforeAnchorDurable)) Release(now, waits, outbox);
        else Await(waits, now, outbox);
        return RefuseReason.None;
    }

    private RefuseReason Check(Instant now, NodeConnection c, in SignedAnchor signed)
    {
        Anchor anchor = signed.Anchor;
        NodeLaneBook lane = c.Lane!;
        NodeSession session = c.Session!;
        bool terms = anchor.Chain == _options.Chain && anchor.Session == session.Id
            && (anchor.GrantId == lane.Key.GrantId || Planted.Is(ProtocolBug.AnchorOfAnyGrant))
            && (anchor.Node == Key || Planted.Is(ProtocolBug.AnchorOfAnyNode))
            && anchor.Lane == lane.Key.Lane && anchor.Epoch == lane.Key.Epoch && anchor.UnitPrice == c.Price && anchor.IsSound;
        if (!terms || anchor.Start != session.Anchored) return RefuseReason.BadAnchor;
        if (!session.HasRoom) return RefuseReason.Unexpected;
        if (IsOver(now, anchor.NotAfter)) return RefuseReason.GrantExpired;
        Credits due = session.IsAnchored ? session.Last.Signed.Anchor.CumulativeAt(session.Anchored) : lane.Cumulative;
        if (anchor.BaseCumulative != due && !Planted.Is(ProtocolBug.BaseResetOnResume)) return RefuseReason.BadBase;
        bool good = anchor.IsSignedBy(lane.Grant.Signed.Grant.Device, signed.Signature, _verifier)
            || Planted.Is(ProtocolBug.AnchorUnsigned);
        return good ? RefuseReason.None : RefuseReason.BadAnchor;
    }
}

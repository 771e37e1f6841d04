using System;
using System.Collections.Generic;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// What a node has before its endpoint: the two connections of a session, a primary one of who pays and a secondary one of who receives,
/// bound by a token. Both prove that they hold their keys, over a challenge that is new on every connection, each time they come; so nobody
/// takes a place by a token that was seen. Sessions are known by their tokens: clients behind one address are as many sessions.
/// </summary>
/// <remarks>
/// Knows neither socket nor clock. Effects are Send and HangUp. HELLO passes if <see cref="Admits"/> says so; then the node's endpoint takes
/// all further frames. What is not let in was promised nothing.
/// </remarks>
public sealed class NodeDoor(DoorOptions options, PublicKey node, ISignatureVerifier verifier, IRandomBytes random)
{
    private readonly Dictionary<(PublicKey Gateway, Hash256 Session), DoorSession> _sessions = [];
    private readonly Dictionary<long, Peer> _peers = [];
    private readonly PriorityQueue<(PublicKey, Hash256), long> _ending = new();

    public int Sessions => _sessions.Count;

    /// <summary>Somebody connected.</summary>
    public void OnConnected(Instant now, long connection, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Forget(now);
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        random.Fill(nonce);
        Peer peer = new(connection, Nonce.FromBytes(nonce));
        _peers.Add(connection, peer);
        Send(connection, new ChallengeFrame(peer.Challenge).Write(outbox.Room(FrameHeader.Length + ChallengeFrame.BodyLength)), outbox);
    }

    /// <summary>The connection is gone; its sessions stay for a while.</summary>
    public void OnClosed(Instant now, long connection)
    {
        if (!_peers.Remove(connection, out Peer? peer)) return;
        foreach (DoorSession session in peer.Sessions) Leave(now, session, connection);
    }

    /// <summary>A frame of a gateway's session came, header and body: OPEN, ATTACH or REVOKE.</summary>
    public void OnFrame(Instant now, long connection, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (!_peers.TryGetValue(connection, out Peer? peer)) return;
        Forget(now);
        bool readable = FrameHeader.TryRead(frame, out FrameHeader header, out _)
            && header.BodyLength == frame.Length - FrameHeader.Length;
        DenyReason reason = readable ? OnBody(now, peer, header.Type, frame[FrameHeader.Length..], outbox) : DenyReason.Malformed;
        if (reason == DenyReason.None) return;
        DenyFrame deny = new(reason, Duration.Zero);
        Send(connection, deny.Write(outbox.Room(FrameHeader.Length + DenyFrame.BodyLength)), outbox);
        if (reason == DenyReason.Malformed) outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, connection, 0));
    }

    /// <summary>Whether a HELLO with this grant may pass on this connection.</summary>
    /// <returns>Why not, or none.</returns>
    public DenyReason Admits(Instant now, long connection, in Grant grant)
    {
        if (!_peers.TryGetValue(connection, out Peer? peer) || peer.Receives is not { } session) return DenyReason.UnknownSession;
        if (session.Secondary != connection) return DenyReason.UnknownSession;
        if (session.IsRevoked) return DenyReason.Revoked;
        if (!session.Token.Token.IsCurrent(now, options.ClockSkew)) return DenyReason.TokenExpired;
        return session.PaysBy(grant) ? DenyReason.None : DenyReason.OtherSession;
    }

    private DenyReason OnBody(Instant now, Peer peer, FrameType type, ReadOnlySpan<byte> body, EndpointOutbox outbox) => type switch
    {
        FrameType.Attach => OnAttach(now, peer, body, outbox),
        FrameType.Open => OnOpen(now, peer, body, outbox),
        FrameType.Revoke => OnRevoke(peer, body, outbox),
        _ => DenyReason.Unexpected,
    };

    private DenyReason OnAttach(Instant now, Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (AttachFrame.TryRead(body, out AttachFrame attach) != FrameError.None) return DenyReason.Malformed;
        if (peer.Receives is { } other && other.Token != attach.Token) return DenyReason.OtherSession;
        DenyReason reason = Check(now, attach.Token);
        if (reason != DenyReason.None) return reason;
        bool proves = attach.Token.Token.IsAttached(node, peer.Challenge, attach.Signature, verifier);
        if (!proves) return DenyReason.BadProof;
        reason = SessionOf(attach.Token, out DoorSession session);
        if (reason != DenyReason.None) return reason;
        Evict(session.Secondary, peer.Connection, outbox);
        session.Secondary = peer.Connection;
        peer.Receives = session;
        Welcome(peer, session, SessionRole.Secondary, outbox);
        return DenyReason.None;
    }

    private DenyReason OnOpen(Instant now, Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (OpenFrame.TryRead(body, out OpenFrame open) != FrameError.None) return DenyReason.Malformed;
        DenyReason reason = Check(now, open.Token);
        if (reason != DenyReason.None) return reason;
        bool proves = open.Token.Token.IsOpened(node, peer.Challenge, open.GrantId, open.Signature, verifier);
        if (!proves) return DenyReason.BadProof;
        reason = SessionOf(open.Token, out DoorSession session);
        if (reason != DenyReason.None) return reason;
        // A primary connection has many sessions: one of them that moves takes nothing from the others.
        session.Primary = peer.Connection;
        if (!session.Grants.Contains(open.GrantId)) session.Grants.Enqueue(open.GrantId);
        if (session.Grants.Count > options.MaxGrants) session.Grants.Dequeue();
        Welcome(peer, session, SessionRole.Primary, outbox);
        return DenyReason.None;
    }

    private DenyReason OnRevoke(Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (RevokeFrame.TryRead(body, out RevokeFrame revoke) != FrameError.None) return DenyReason.Malformed;
        if (revoke.Chain != options.Chain) return DenyReason.WrongChain;
        DoorSession? session = peer.Sessions.Find(s => s.Token.Token.Session == revoke.Session && s.Primary == peer.Connection);
        if (session is null) return DenyReason.UnknownSession;
        if (!revoke.IsSignedBy(session.Token.Token.Payer, verifier)) return DenyReason.BadProof;
        session.IsRevoked = true;
        Evict(session.Secondary, peer.Connection, outbox);
        session.Secondary = 0;
        return DenyReason.None;
    }

    /// <summary>What can be known to be wrong with a token, cheapest first.</summary>
    private DenyReason Check(Instant now, in SignedAccessToken signed)
    {
        AccessToken token = signed.Token;
        if (token.Chain != options.Chain) return DenyReason.WrongChain;
        if (!token.IsCurrent(now, options.ClockSkew)) return DenyReason.TokenExpired;
        if (_sessions.TryGetValue((token.Gateway, token.Session), out DoorSession? known) && known.Token == signed)
            return known.IsRevoked ? DenyReason.Revoked : DenyReason.None;
        if (!signed.IsValid(verifier)) return DenyReason.BadToken;
        return known is null ? DenyReason.None : DenyReason.OtherSession;
    }

    private DenyReason SessionOf(in SignedAccessToken signed, out DoorSession session)
    {
        (PublicKey, Hash256) key = (signed.Token.Gateway, signed.Token.Session);
        if (_sessions.TryGetValue(key, out session!)) return DenyReason.None;
        if (_sessions.Count >= options.MaxSessions) return DenyReason.TooBusy;
        _sessions.Add(key, session = new DoorSession(signed));
        return DenyReason.None;
    }

    private static void Welcome(Peer peer, DoorSession session, SessionRole role, EndpointOutbox outbox)
    {
        if (!peer.Sessions.Contains(session)) peer.Sessions.Add(session);
        AttachedFrame attached = new(session.Token.Token.Session, role);
        Send(peer.Connection, attached.Write(outbox.Room(FrameHeader.Length + AttachedFrame.BodyLength)), outbox);
    }

    private static void Evict(long old, long by, EndpointOutbox outbox)
    {
        if (old != 0 && old != by) outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, old, 0));
    }

    private void Leave(Instant now, DoorSession session, long connection)
    {
        if (session.Primary == connection) session.Primary = 0;
        if (session.Secondary == connection) session.Secondary = 0;
        if (session.Primary != 0 || session.Secondary != 0) return;
        session.Idle = now;
        // A revoked session is known until its token says no by itself.
        Instant until = session.IsRevoked ? session.Token.Token.NotAfter + options.ClockSkew : now + options.Linger;
        _ending.Enqueue((session.Token.Token.Gateway, session.Token.Token.Session), until.Nanoseconds);
    }

    private void Forget(Instant now)
    {
        while (_ending.TryPeek(out (PublicKey, Hash256) key, out long until) && until < now.Nanoseconds)
        {
            _ending.Dequeue();
            if (!_sessions.TryGetValue(key, out DoorSession? session) || session.Primary != 0 || session.Secondary != 0) continue;
            bool isOver = !session.IsRevoked && now - session.Idle >= options.Linger;
            if (isOver || !session.Token.Token.IsCurrent(now, options.ClockSkew)) _sessions.Remove(key);
        }
    }

    private static void Send(long connection, int length, EndpointOutbox outbox) =>
        outbox.Keep(EndpointEffectKind.Send, connection, 0, length);

    private sealed class Peer(long connection, Nonce challenge)
    {
        public long Connection { get; } = connection;

        public Nonce Challenge { get; } = challenge;

        /// <summary>The one session that this connection receives for.</summary>
        public DoorSession? Receives { get; set; }

        /// <summary>All sessions that this connection is a side of.</summary>
        public List<DoorSession> Sessions { get; } = [];
    }
}

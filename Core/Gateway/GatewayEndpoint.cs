using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// A gateway that pays and does not carry (docs/protocol.md, section 16): frames in, frames out. It gives devices sessions that sites pay
/// for, within the budgets of its <see cref="GrantDesk"/>, counts what they say was delivered, and renews or ends them.
/// </summary>
/// <remarks>
/// Knows neither socket nor clock. Effects are Send and HangUp. Whatever frames come, nothing throws and no more is granted than the desk
/// allows; what is refused was not granted.
/// </remarks>
public sealed class GatewayEndpoint
{
    private readonly GatewayOptions _options;
    private readonly ISigner _signer;
    private readonly ISignatureVerifier _verifier;
    private readonly IRandomBytes _random;
    private readonly INodeCandidates _candidates;
    private readonly NodeLottery _lottery;
    private readonly Dictionary<Hash256, GatewaySite> _sites = [];
    private readonly Dictionary<Hash256, GatewayBook> _sessions = [];
    private readonly Dictionary<(PublicKey Device, Nonce Nonce), Hash256> _asked = [];
    private readonly Dictionary<long, Peer> _peers = [];
    private readonly PriorityQueue<Hash256, long> _forgetting = new();
    private readonly Queue<EndedSession> _ended = new();
    private long _epoch;

    /// <param name="signer">The gateway's own key, which signs offers and tokens.</param>
    /// <param name="random">For nonces.</param>
    /// <exception cref="ArgumentException">A term is out of its range.</exception>
    public GatewayEndpoint(
        GatewayOptions options, ISigner signer, ISignatureVerifier verifier, IRandomBytes random, INodeCandidates candidates)
    {
        (_options, _signer, _verifier, _random, _candidates) = (options, signer, verifier, random, candidates);
        _lottery = new NodeLottery(options.Secret);
        Desk = new GrantDesk(options.Terms);
    }

    public PublicKey Key => _signer.Key;

    /// <summary>What was granted to whom.</summary>
    public GrantDesk Desk { get; }

    /// <summary>Sessions that are remembered, those whose time is over included.</summary>
    public int Remembered => _sessions.Count;

    /// <summary>A site is paid for from now on, or has a new manifest or payer. Its budget is authorised at the desk.</summary>
    public void SetSite(GatewaySite site)
    {
        Invariant.Require(site.Manifest.Site == site.Site, "gateway: a manifest of another site");
        _sites[site.Site] = site;
    }

    /// <summary>The ledger's open epoch, as the driver sees it.</summary>
    public void OnEpoch(long epoch) => _epoch = Math.Max(_epoch, epoch);

    /// <summary>A client connected from an address.</summary>
    public void OnConnected(Instant now, long connection, IpAddress client, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Forget(now);
        Peer peer = new(connection, client, DrawNonce());
        _peers.Add(connection, peer);
        Send(connection, new ChallengeFrame(peer.Challenge).Write(outbox.Room(FrameHeader.Length + ChallengeFrame.BodyLength)), outbox);
    }

    /// <summary>The connection is gone; its session is not.</summary>
    public void OnClosed(long connection)
    {
        if (_peers.Remove(connection, out Peer? peer) && peer.Book is { } book && book.Connection == connection) book.Connection = 0;
    }

    /// <summary>A frame came, header and body.</summary>
    public void OnFrame(Instant now, long connection, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (!_peers.TryGetValue(connection, out Peer? peer)) return;
        Forget(now);
        bool readable = FrameHeader.TryRead(frame, out FrameHeader header, out _)
            && header.BodyLength == frame.Length - FrameHeader.Length;
        DenyReason reason = readable ? OnBody(now, peer, header.Type, frame[FrameHeader.Length..], outbox) : DenyReason.Malformed;
        if (reason != DenyReason.None) Deny(now, peer, reason, outbox);
    }

    /// <summary>The payer ends a session: no grant follows. What its last one still allows can be spent until its time is over.</summary>
    /// <param name="notice">What the driver sends to the session's nodes, so that they stop now.</param>
    /// <returns>False if there is no such session.</returns>
    public bool Revoke(in Hash256 session, out RevokeFrame notice)
    {
        notice = default;
        if (!_sessions.TryGetValue(session, out GatewayBook? book)) return false;
        book.Desk.Revoke();
        notice = new RevokeFrame(_options.Chain, session, default).SignedBy(book.Site.Payer);
        return true;
    }

    /// <summary>Takes the next session that is forgotten and has to be settled. A driver that never asks lets them pile up.</summary>
    public bool TryTakeEnded([NotNullWhen(true)] out EndedSession? ended) => _ended.TryDequeue(out ended);

    /// <summary>What the driver sends to a node that challenges it: the side that pays opens the session there.</summary>
    /// <returns>False if there is no such session, it is over, or the node is none of its nodes.</returns>
    public bool TryOpen(Instant now, in Hash256 session, in PublicKey node, Nonce challenge, out OpenFrame frame)
    {
        frame = default;
        if (!_sessions.TryGetValue(session, out GatewayBook? book) || book.Desk.IsRevoked || now >= book.Desk.Ends) return false;
        if (book.Desk.IndexOf(node) < 0) return false;
        Hash256 grant = book.Grant.Grant.Id();
        frame = new OpenFrame(book.Token, grant, book.Token.Token.Open(node, challenge, grant, book.Site.Payer));
        return true;
    }

    /// <summary>The desk's view of all sessions that are remembered, in no order.</summary>
    public IEnumerable<DeskSession> Sessions
    {
        get
        {
            foreach (GatewayBook book in _sessions.Values) yield return book.Desk;
        }
    }

    /// <summary>The desk's view of a session; null if there is none.</summary>
    public DeskSession? SessionOf(in Hash256 session) => _sessions.TryGetValue(session, out GatewayBook? book) ? book.Desk : null;

    private DenyReason OnBody(Instant now, Peer peer, FrameType type, ReadOnlySpan<byte> body, EndpointOutbox outbox) => type switch
    {
        FrameType.Ask => OnAsk(now, peer, body, outbox),
        FrameType.Attach => OnAttach(now, peer, body, outbox),
        FrameType.Notify => OnNotify(now, peer, body, outbox),
        _ => DenyReason.Unexpected,
    };

    private DenyReason OnAsk(Instant now, Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (AskFrame.TryRead(body, out AskFrame ask) != FrameError.None) return DenyReason.Malformed;
        if (ask.Gateway != Key) return DenyReason.BadAsk;
        if (ask.Chain != _options.Chain) return DenyReason.WrongChain;
        if (!_sites.TryGetValue(ask.Site, out GatewaySite? site)) return DenyReason.UnknownSite;
        if (Math.Abs(now.Nanoseconds - ask.At.Nanoseconds) > _options.Terms.AskSkew.Nanoseconds) return DenyReason.AskExpired;
        if (!ask.IsSigned(_verifier)) return DenyReason.BadAsk;
        if (_asked.TryGetValue((ask.Device, ask.Nonce), out Hash256 known))
            return Answer(now, peer, _sessions[known], ask.KnownManifest, outbox);
        if (peer.Book is not null) return DenyReason.Unexpected; // a connection is of one session
        DenyReason reason = Admit(now, peer.Address, ask, site, out GatewayBook book);
        return reason == DenyReason.None ? Answer(now, peer, book, ask.KnownManifest, outbox) : reason;
    }

    /// <summary>The offer of a session: the same as before, if it was asked for before.</summary>
    private DenyReason Answer(Instant now, Peer peer, GatewayBook book, in Hash256 knownManifest, EndpointOutbox outbox)
    {
        if (book.Desk.IsRevoked) return DenyReason.Revoked;
        if (now >= book.Desk.Ends) return DenyReason.TokenExpired;
        if ((peer.Book ??= book) != book) return DenyReason.OtherSession;
        SendOffer(peer.Connection, book, outbox);
        ContentManifest manifest = book.Site.Manifest;
        if (knownManifest == manifest.Id) return DenyReason.None;
        Span<byte> room = outbox.Room(manifest.Frame.Length);
        manifest.Frame.CopyTo(room);
        Send(peer.Connection, manifest.Frame.Length, outbox);
        return DenyReason.None;
    }

    /// <summary>Draws nodes, asks the desk, and signs what a new session needs.</summary>
    private DenyReason Admit(Instant now, IpAddress client, in AskFrame ask, GatewaySite site, out GatewayBook book)
    {
        book = null!;
        GatewayTerms terms = _options.Terms;
        IpPrefix block = ClientBlock.Of(client);
        ReadOnlySpan<NodeEntry> candidates = _candidates.Of(site.Site, client);
        Span<int> drawn = stackalloc int[terms.NodesPerSession];
        long period = now.Nanoseconds / terms.AssignmentPeriod.Nanoseconds;
        int count = _lottery.Draw(site.Site, block, period, candidates, drawn);
        PublicKey[] nodes = new PublicKey[count];
        byte[] entries = new byte[count * NodeEntry.Length];
        WireWriter writer = new(entries);
        for (int i = 0; i < count; i++)
        {
            nodes[i] = candidates[drawn[i]].Node;
            candidates[drawn[i]].Write(ref writer);
        }

        DenyReason reason = Desk.Open(now, site.Site, block, nodes, out DeskSession desk);
        if (reason != DenyReason.None) return reason;
        Hash256 id = NameOf(ask, DrawNonce());
        AccessToken token = new(_options.Chain, Key, id, site.Payer.Key, ask.Device, now, desk.Ends);
        book = new GatewayBook(site, desk, token.SignedBy(_signer)) { AskNonce = ask.Nonce, Nodes = entries };
        book.Grant = SignGrant(book);
        _sessions.Add(id, book);
        _asked.Add((ask.Device, ask.Nonce), id);
        // Remembered as long as its ASK would be taken for a new one.
        Instant until = Instant.Max(desk.Ends + terms.ClockSkew, now + (terms.AskSkew * 2));
        _forgetting.Enqueue(id, until.Nanoseconds);
        return DenyReason.None;
    }

    private DenyReason OnAttach(Instant now, Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (AttachFrame.TryRead(body, out AttachFrame attach) != FrameError.None) return DenyReason.Malformed;
        AccessToken token = attach.Token.Token;
        if (token.Chain != _options.Chain) return DenyReason.WrongChain;
        if (!_sessions.TryGetValue(token.Session, out GatewayBook? book)) return DenyReason.UnknownSession;
        if (attach.Token != book.Token) return DenyReason.BadToken;
        if (!token.IsCurrent(now, _options.Terms.ClockSkew)) return DenyReason.TokenExpired;
        if (!token.IsAttached(Key, peer.Challenge, attach.Signature, _verifier)) return DenyReason.BadProof;
        if (book.Desk.IsRevoked) return DenyReason.Revoked;
        if (book.Connection != 0 && book.Connection != peer.Connection)
            outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, book.Connection, 0));
        (peer.Book, book.Connection) = (book, peer.Connection);
        AttachedFrame attached = new(token.Session, SessionRole.Secondary);
        Send(peer.Connection, attached.Write(outbox.Room(FrameHeader.Length + AttachedFrame.BodyLength)), outbox);
        SendOffer(peer.Connection, book, outbox);
        return DenyReason.None;
    }

    private DenyReason OnNotify(Instant now, Peer peer, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (NotifyFrame.TryRead(body, out NotifyFrame notify) != FrameError.None) return DenyReason.Malformed;
        if (!_sessions.TryGetValue(notify.Session, out GatewayBook? book)) return DenyReason.UnknownSession;
        if (peer.Book is null) return DenyReason.Unexpected;
        if (peer.Book != book) return DenyReason.OtherSession;
        if (!notify.IsSignedBy(_options.Chain, book.Token.Token.Device, _verifier)) return DenyReason.BadNotification;
        Span<DeliveryNote> notes = new DeliveryNote[notify.Count];
        for (int i = 0; i < notes.Length; i++) notes[i] = notify[i];
        DenyReason reason = Desk.Note(now, book.Desk, notes);
        if (reason != DenyReason.None) return reason;
        NotedFrame noted = new(notify.Session, book.Desk.Noted);
        Send(peer.Connection, noted.Write(outbox.Room(FrameHeader.Length + NotedFrame.BodyLength)), outbox);
        if (!notify.WantsMore) return DenyReason.None;
        // The offer that answered the first request for this grant was lost: it is sent again, and nothing is granted twice.
        bool isRepeated = notify.Number == book.Desk.Grants - 1;
        if (!isRepeated)
        {
            reason = Desk.Renew(now, book.Desk, notify.Number);
            if (reason != DenyReason.None) return reason;
            book.Grant = SignGrant(book);
        }

        SendOffer(peer.Connection, book, outbox);
        return DenyReason.None;
    }

    /// <summary>Within the caps that the desk has granted, and no longer than the session.</summary>
    private SignedGrant SignGrant(GatewayBook book)
    {
        GatewayTerms terms = _options.Terms;
        Grant grant = new(
            _options.Chain, book.Site.Payer.Key, book.Token.Token.Device, _epoch, _epoch + terms.GrantEpochs - 1, terms.Cap, terms.NodeCap,
            terms.MaxUnitPrice, NodeScope.Of(book.Desk.Nodes), terms.Lanes, book.Desk.GrantEnds, DrawNonce());
        book.Grants.Add(grant.Id());
        return new SignedGrant(grant, grant.Sign(book.Site.Payer));
    }

    private void SendOffer(long connection, GatewayBook book, EndpointOutbox outbox)
    {
        OfferFrame offer = Offer(book, default);
        offer = Offer(book, offer.Sign(_signer));
        Send(connection, offer.Write(outbox.Room(FrameHeader.Length + offer.BodyLength)), outbox);
    }

    private OfferFrame Offer(GatewayBook book, in Signature signature) => new()
    {
        AskNonce = book.AskNonce,
        Number = book.Desk.Grants,
        Token = book.Token,
        Grant = book.Grant,
        Manifest = book.Site.Manifest.Id,
        RenewAt = book.Desk.RenewAt,
        SessionLeft = _options.Terms.SessionBudget - book.Desk.Granted,
        Nodes = book.Nodes,
        Signature = signature,
    };

    private void Deny(Instant now, Peer peer, DenyReason reason, EndpointOutbox outbox)
    {
        Duration wait = reason == DenyReason.PrefixBudget ? WaitOf(now, peer) : Duration.Zero;
        Send(peer.Connection, new DenyFrame(reason, wait).Write(outbox.Room(FrameHeader.Length + DenyFrame.BodyLength)), outbox);
        if (reason == DenyReason.Malformed) outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, peer.Connection, 0));
    }

    /// <summary>How long the clients of an address block wait for a grant, at the site where they wait longest.</summary>
    private Duration WaitOf(Instant now, Peer peer)
    {
        Duration longest = Duration.Zero;
        foreach (Hash256 site in _sites.Keys)
        {
            Duration wait = Desk.Wait(now, site, ClientBlock.Of(peer.Address));
            if (wait > longest) longest = wait;
        }

        return longest;
    }

    private void Forget(Instant now)
    {
        Desk.Close(now);
        while (_forgetting.TryPeek(out Hash256 id, out long until) && until < now.Nanoseconds)
        {
            _forgetting.Dequeue();
            _sessions.Remove(id, out GatewayBook? book);
            _asked.Remove((book!.Token.Token.Device, book.AskNonce));
            _ended.Enqueue(new EndedSession(id, book.Desk, book.Grants, book.Grant.Grant.EpochTo));
        }
    }

    private static void Send(long connection, int length, EndpointOutbox outbox) =>
        outbox.Keep(EndpointEffectKind.Send, connection, 0, length);

    private Nonce DrawNonce()
    {
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        _random.Fill(nonce);
        return Nonce.FromBytes(nonce);
    }

    private static Hash256 NameOf(in AskFrame ask, Nonce nonce)
    {
        Span<byte> frame = stackalloc byte[FrameHeader.Length + AskFrame.BodyLength];
        int length = ask.Write(frame);
        Span<byte> message = stackalloc byte[Domain.Length + AskFrame.BodyLength + Nonce.Length];
        WireWriter writer = new(message);
        writer.Bytes(Domain.GatewaySession);
        writer.Bytes(frame[FrameHeader.Length..length]);
        nonce.CopyTo(writer.Take(Nonce.Length));
        return Blake3.Hash(message);
    }

    /// <summary>One connection of a client. Clients behind one address are as many connections.</summary>
    private sealed class Peer(long connection, IpAddress address, Nonce challenge)
    {
        public long Connection { get; } = connection;

        public IpAddress Address { get; } = address;

        public Nonce Challenge { get; } = challenge;

        public GatewayBook? Book { get; set; }
    }
}

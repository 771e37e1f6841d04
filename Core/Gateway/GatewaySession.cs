using System;
using System.Collections.Generic;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>
/// A device's end of a session with a gateway (docs/protocol.md, section 16): it asks, checks every word of the offer, finds contents by
/// URL, tells what was delivered, and says for each URL whether it comes from nodes or through the tunnel.
/// </summary>
/// <remarks>
/// Knows neither socket nor clock. Effects are Send and HangUp. Whatever comes, nothing throws, and nothing is signed for who did not prove
/// what it says.
/// </remarks>
public sealed class GatewaySession(
    GatewaySessionOptions options, ISigner device, ISignatureVerifier verifier, IRandomBytes random)
{
    private readonly List<SignedGrant> _grants = [];
    private NodeEntry[] _nodes = [];
    private PublicKey[] _keys = [];
    private long[] _units = [];
    private Credits[] _amounts = [];
    private AskFrame _ask;
    private SignedAccessToken _token;
    private Hash256 _manifestId;
    private long _connection;
    private bool _isAttaching;

    public SessionState State { get; private set; }

    /// <summary>Why the session is closed, if the gateway broke the protocol.</summary>
    public SessionFault Fault { get; private set; }

    /// <summary>The last no of the gateway.</summary>
    public DenyReason Denial { get; private set; }

    /// <summary>After which the gateway may be asked again; zero if it will not help.</summary>
    public Duration RetryAfter { get; private set; }

    /// <summary>Of the last offer; kept over connections, and given to a next session as what is known.</summary>
    public ContentManifest? Manifest { get; private set; }

    /// <summary>What binds this device to the payer; shown to nodes and on the next connection.</summary>
    public SignedAccessToken Token => _token;

    /// <summary>In the order of the grants' scope.</summary>
    public ReadOnlySpan<NodeEntry> Nodes => _nodes;

    /// <summary>All grants of the session, the last one last.</summary>
    public IReadOnlyList<SignedGrant> Grants => _grants;

    /// <summary>The next grant is given once one node has been paid this in all.</summary>
    public Credits RenewAt { get; private set; }

    /// <summary>What the gateway has counted.</summary>
    public Credits Noted { get; private set; }

    /// <summary>A connection to the gateway is there: asks, and is answered in one round trip. The same ASK again after a loss.</summary>
    /// <param name="known">A manifest from before, which need not be sent again if it is still the present one.</param>
    public void Ask(Instant now, long connection, ContentManifest? known, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        Invariant.Require(State is SessionState.Idle or SessionState.Asking, "session: asked twice");
        if (State == SessionState.Idle)
        {
            Manifest = known;
            Span<byte> nonce = stackalloc byte[Nonce.Length];
            random.Fill(nonce);
            _ask = new AskFrame(
                options.Chain, options.Gateway, device.Key, options.Site, known?.Id ?? default, now, Nonce.FromBytes(nonce), default);
            _ask = _ask.SignedBy(device);
        }

        (_connection, State) = (connection, SessionState.Asking);
        Send(_ask.Write(outbox.Room(FrameHeader.Length + AskFrame.BodyLength)), outbox);
    }

    /// <summary>Another connection to the gateway: once it has challenged, the device proves that it is there, with the token it has.</summary>
    public void Reattach(long connection)
    {
        Invariant.Require(_grants.Count > 0, "session: nothing to come back to");
        (_connection, _isAttaching) = (connection, true);
    }

    /// <summary>A frame of the gateway came, header and body.</summary>
    public void OnFrame(Instant now, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (State is SessionState.Closed or SessionState.Idle) return;
        bool readable = FrameHeader.TryRead(frame, out FrameHeader header, out _)
            && header.BodyLength == frame.Length - FrameHeader.Length;
        SessionFault fault = readable ? OnBody(now, header.Type, frame, outbox) : SessionFault.Malformed;
        if (fault == SessionFault.None) return;
        (State, Fault) = (SessionState.Closed, fault);
        outbox.Add(new EndpointEffect(EndpointEffectKind.HangUp, _connection, 0));
    }

    /// <summary>What a node's door takes from this device on a connection that it challenged.</summary>
    public AttachFrame AttachTo(in PublicKey node, Nonce challenge) =>
        new(_token, _token.Token.Attach(node, challenge, device));

    /// <summary>A lane to one of the nodes under a grant, as its endpoint takes it.</summary>
    /// <param name="node">Index in <see cref="Nodes"/>.</param>
    /// <param name="epoch">The ledger's open one.</param>
    /// <param name="grant">Index in <see cref="Grants"/>; the last one if left out.</param>
    public ClientOptions LaneTo(int node, long epoch, int lane = 0, int grant = -1)
    {
        Span<Hash256> siblings = stackalloc Hash256[NodeScope.MaxDepth];
        int depth = NodeScope.Prove(_keys, node, siblings);
        byte[] path = new byte[depth * Hash256.Length];
        for (int i = 0; i < depth; i++) siblings[i].CopyTo(path.AsSpan(i * Hash256.Length));
        SignedGrant signed = _grants[grant < 0 ? ^1 : grant];
        return new ClientOptions(options.Chain, signed, _keys[node], epoch)
        {
            Lane = lane,
            AnchorsNotAfter = signed.Grant.NotAfter,
            ScopeTurns = NodeScope.TurnsOf(_keys.Length, node),
            ScopeSiblings = path,
        };
    }

    /// <summary>A node delivered chunks, and was paid for them: counted until the next notification.</summary>
    /// <param name="node">Index in <see cref="Nodes"/>.</param>
    public void OnDelivered(int node, long units, Credits amount)
    {
        _units[node] += units;
        _amounts[node] += amount;
    }

    /// <summary>Tells the gateway what was delivered so far, and asks for the next grant if it is time. May be repeated at will.</summary>
    public void Notify(bool wantsMore, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        if (State is not (SessionState.Ready or SessionState.Offered)) return;
        Span<byte> notes = stackalloc byte[_nodes.Length * DeliveryNote.Length];
        WireWriter writer = new(notes);
        for (int i = 0; i < _nodes.Length; i++) new DeliveryNote(_keys[i], _units[i], _amounts[i]).Write(ref writer);
        NotifyFrame notify = new()
        {
            Session = _token.Token.Session, Number = _grants.Count, WantsMore = wantsMore, Notes = notes,
        };
        notify = new NotifyFrame
        {
            Session = notify.Session, Number = notify.Number, WantsMore = wantsMore, Notes = notes,
            Signature = notify.Sign(options.Chain, device),
        };
        Send(notify.Write(outbox.Room(FrameHeader.Length + notify.BodyLength)), outbox);
    }

    /// <summary>Whether the gateway would give another grant: one node has been paid so much, or the last grant's time is over.</summary>
    public bool IsRenewalDue(Instant now) =>
        _grants.Count > 0 && (now >= _grants[^1].Grant.NotAfter || Array.Exists(_amounts, amount => amount >= RenewAt));

    /// <summary>Whether a URL comes from nodes or through the tunnel, and what it is.</summary>
    /// <param name="isNavigation">The page itself: no code of the site runs yet that could fetch it.</param>
    /// <param name="nodesLeft">Nodes of the session that have not failed.</param>
    public AssetRoute Route(Instant now, string url, bool isNavigation, int nodesLeft)
    {
        ManifestItem item = default;
        bool isListed = Manifest is { } manifest && manifest.NotAfter >= now && manifest.TryFind(url, out item);
        TunnelReason reason = isNavigation ? TunnelReason.Navigation
            : State != SessionState.Ready ? TunnelReason.NoSession
            : !isListed ? TunnelReason.NotListed
            : _grants[^1].Grant.NotAfter < now ? TunnelReason.GrantExpired
            : nodesLeft <= 0 ? TunnelReason.NodesFailed
            : TunnelReason.None;
        return new AssetRoute(reason, isListed, item);
    }

    private SessionFault OnBody(Instant now, FrameType type, ReadOnlySpan<byte> frame, EndpointOutbox outbox)
    {
        ReadOnlySpan<byte> body = frame[FrameHeader.Length..];
        switch (type)
        {
            case FrameType.Challenge:
                return OnChallenge(body, outbox);
            case FrameType.Offer:
                return OnOffer(now, body);
            case FrameType.Manifest when State == SessionState.Offered:
                SessionFault fault = ContentManifest.TryRead(
                    frame, options.Site, options.Owner, _manifestId, now, verifier, out ContentManifest? manifest);
                if (fault == SessionFault.None) (Manifest, State) = (manifest, SessionState.Ready);
                return fault;
            case FrameType.Manifest when State == SessionState.Ready:
                return SessionFault.None; // the answer to an ASK that was sent twice
            case FrameType.Attached:
                return AttachedFrame.TryRead(body, out AttachedFrame attached) != FrameError.None ? SessionFault.Malformed
                    : attached.Session == _token.Token.Session ? SessionFault.None : SessionFault.OtherSession;
            case FrameType.Noted:
                return OnNoted(body);
            case FrameType.Deny:
                return OnDeny(body);
            default:
                return SessionFault.Unexpected;
        }
    }

    private SessionFault OnChallenge(ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (ChallengeFrame.TryRead(body, out ChallengeFrame challenge) != FrameError.None) return SessionFault.Malformed;
        if (!_isAttaching) return SessionFault.None;
        _isAttaching = false;
        Send(AttachTo(options.Gateway, challenge.Nonce).Write(outbox.Room(FrameHeader.Length + AttachFrame.BodyLength)), outbox);
        return SessionFault.None;
    }

    private SessionFault OnNoted(ReadOnlySpan<byte> body)
    {
        if (NotedFrame.TryRead(body, out NotedFrame noted) != FrameError.None) return SessionFault.Malformed;
        if (noted.Session != _token.Token.Session) return SessionFault.OtherSession;
        Noted = Credits.Max(Noted, noted.Amount);
        return SessionFault.None;
    }

    /// <summary>A no to ASK ends the session; one to a renewal leaves what was granted.</summary>
    private SessionFault OnDeny(ReadOnlySpan<byte> body)
    {
        if (DenyFrame.TryRead(body, out DenyFrame deny) != FrameError.None) return SessionFault.Malformed;
        (Denial, RetryAfter) = (deny.Reason, deny.RetryAfter);
        if (State == SessionState.Asking || deny.Reason == DenyReason.Revoked) State = SessionState.Closed;
        return SessionFault.None;
    }

    private SessionFault OnOffer(Instant now, ReadOnlySpan<byte> body)
    {
        if (OfferFrame.TryRead(body, out OfferFrame offer) != FrameError.None) return SessionFault.Malformed;
        SessionFault fault = Check(now, offer);
        if (fault != SessionFault.None) return fault;
        if (offer.Number == _grants.Count) return SessionFault.None; // sent again
        if (_grants.Count == 0) Begin(offer);
        _grants.Add(offer.Grant);
        (RenewAt, _manifestId) = (offer.RenewAt, offer.Manifest);
        if (State == SessionState.Asking)
            State = Manifest?.Id == _manifestId && Manifest.NotAfter >= now ? SessionState.Ready : SessionState.Offered;
        return SessionFault.None;
    }

    /// <summary>Every word of an offer that money or safety hangs on.</summary>
    private SessionFault Check(Instant now, in OfferFrame offer)
    {
        AccessToken token = offer.Token.Token;
        Grant grant = offer.Grant.Grant;
        if (offer.AskNonce != _ask.Nonce) return SessionFault.OtherAsk;
        if (!offer.IsSignedBy(options.Gateway, verifier)) return SessionFault.BadOffer;
        bool isToken = token.Chain == options.Chain && token.Gateway == options.Gateway && token.Device == device.Key
            && offer.Token.IsValid(verifier);
        if (!isToken) return SessionFault.BadToken;
        if (!token.IsCurrent(now, options.ClockSkew)) return SessionFault.TokenExpired;
        if (_grants.Count > 0 && offer.Token != _token) return SessionFault.OtherSession;
        bool isGrant = grant.Chain == options.Chain && grant.Device == device.Key && grant.Payer == token.Payer
            && offer.Grant.IsValid(verifier);
        if (!isGrant) return SessionFault.BadGrant;
        bool isKnown = _grants.Count > 0 && offer.Grant == _grants[^1];
        if (!isKnown && now.Nanoseconds - grant.NotAfter.Nanoseconds > options.ClockSkew.Nanoseconds) return SessionFault.GrantExpired;
        if (grant.MaxUnitPrice > options.MaxUnitPrice) return SessionFault.PriceAboveLimit;
        SessionFault nodes = CheckNodes(offer, grant.Scope);
        if (nodes != SessionFault.None) return nodes;
        bool isNext = offer.Number == _grants.Count + 1 || (offer.Number == _grants.Count && isKnown);
        return isNext ? SessionFault.None : SessionFault.WrongNumber;
    }

    private static SessionFault CheckNodes(in OfferFrame offer, NodeScope scope)
    {
        if (offer.Count == 0) return SessionFault.BadNodes;
        Span<PublicKey> keys = stackalloc PublicKey[offer.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            NodeEntry node = offer[i];
            bool usable = node.Address.Width > 0 && node.Port > 0 && node.Certificate != default;
            if (!usable || keys[..i].Contains(node.Node)) return SessionFault.BadNodes;
            keys[i] = node.Node;
        }

        return NodeScope.Of(keys) == scope ? SessionFault.None : SessionFault.OtherNodes;
    }

    private void Begin(in OfferFrame offer)
    {
        _token = offer.Token;
        _nodes = new NodeEntry[offer.Count];
        for (int i = 0; i < _nodes.Length; i++) _nodes[i] = offer[i];
        _keys = Array.ConvertAll(_nodes, node => node.Node);
        _units = new long[_nodes.Length];
        _amounts = new Credits[_nodes.Length];
    }

    private void Send(int length, EndpointOutbox outbox) => outbox.Keep(EndpointEffectKind.Send, _connection, 0, length);
}

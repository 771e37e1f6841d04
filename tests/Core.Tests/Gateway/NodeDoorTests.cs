using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>The two sides of a session at a node: each proves that it is there, each time it comes.</summary>
public sealed class NodeDoorTests
{
    private readonly GatewayCase _world = new(nodes: 2);
    private readonly NodeDoor _door;
    private readonly GatewayClient _client;
    private long _connections;

    public NodeDoorTests()
    {
        _client = _world.Client(1).Ask();
        Node = _client.Session.Nodes[0].Node;
        _door = new NodeDoor(new DoorOptions(GatewayCase.Chain), Node, _world.Signatures, new KeyedRandomBytes(3, 1, 0));
    }

    private PublicKey Node { get; }

    private Hash256 SessionId => _client.Session.Token.Token.Session;

    private Grant Grant => _client.Session.Grants[^1].Grant;

    [Fact]
    public void A_secondary_side_with_its_token_may_say_hello_with_a_grant_of_the_same_payer_and_device_and_no_other()
    {
        long connection = Connect(out Nonce challenge);
        Assert.Equal(DenyReason.UnknownSession, _door.Admits(_world.Now, connection, Grant));
        Assert.Equal(DenyReason.None, Attach(connection, challenge));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, connection, Grant));
        Assert.Equal(DenyReason.OtherSession, _door.Admits(_world.Now, connection, Grant with { Device = Node }));
        Assert.Equal(DenyReason.OtherSession, _door.Admits(_world.Now, connection, Grant with { Payer = Node }));
        Assert.Equal(DenyReason.UnknownSession, _door.Admits(_world.Now, 99, Grant));
    }

    [Fact]
    public void Once_the_primary_side_has_opened_grants_only_these_are_served()
    {
        long primary = Connect(out Nonce challenge), secondary = Connect(out Nonce other);
        Assert.Equal(DenyReason.None, Open(primary, challenge));
        Assert.Equal(DenyReason.None, Attach(secondary, other));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, secondary, Grant));
        Assert.Equal(DenyReason.OtherSession, _door.Admits(_world.Now, secondary, Grant with { MaxSpend = Grant.MaxSpend * 2 }));
        // The side that pays does not receive.
        Assert.Equal(DenyReason.UnknownSession, _door.Admits(_world.Now, primary, Grant));
    }

    [Fact]
    public void A_proof_for_another_challenge_node_or_key_is_refused_and_drives_nobody_out()
    {
        long connection = Connect(out Nonce challenge);
        Assert.Equal(DenyReason.None, Attach(connection, challenge));
        long thief = Connect(out Nonce own);
        SignedAccessToken token = _client.Session.Token;
        Refuses(new AttachFrame(token, token.Token.Attach(Node, challenge, _client.Device)));
        Refuses(new AttachFrame(token, token.Token.Attach(_world.Gateway.Key, own, _client.Device)));
        Refuses(new AttachFrame(token, token.Token.Attach(Node, own, _world.Payer)));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, connection, Grant));
        Hash256 grant = Grant.Id();
        OpenFrame open = new(token, grant, token.Token.Open(Node, own, grant, _client.Device));
        Assert.Equal(DenyReason.BadProof, GatewayCase.ReasonOf(Tell(thief, FrameGens.Bytes(open.Write))));

        void Refuses(AttachFrame attach)
        {
            List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> answers = Tell(thief, FrameGens.Bytes(attach.Write));
            Assert.Equal(DenyReason.BadProof, GatewayCase.ReasonOf(answers));
            Assert.DoesNotContain(answers, a => a.Kind == EndpointEffectKind.HangUp);
        }
    }

    [Fact]
    public void A_device_that_comes_back_takes_its_place_and_lingers_for_real_seconds()
    {
        long first = Connect(out Nonce challenge);
        Attach(first, challenge);
        long second = Connect(out Nonce next);
        SignedAccessToken token = _client.Session.Token;
        AttachFrame attach = new(token, token.Token.Attach(Node, next, _client.Device));
        Assert.Contains(Tell(second, FrameGens.Bytes(attach.Write)), a => a.Kind == EndpointEffectKind.HangUp && a.Connection == first);
        Assert.Equal(DenyReason.UnknownSession, _door.Admits(_world.Now, first, Grant));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, second, Grant));
        _door.OnClosed(_world.Now, first);
        _door.OnClosed(_world.Now, second);
        _world.Now += Duration.FromSeconds(59L);
        Connect(out _);
        Assert.Equal(1, _door.Sessions);
        _world.Now += Duration.FromSeconds(2L);
        Connect(out _);
        Assert.Equal(0, _door.Sessions);
    }

    [Fact]
    public void Devices_behind_one_address_do_not_get_into_each_others_way()
    {
        GatewayClient other = _world.Client(2).Ask();
        long a = Connect(out Nonce challenge), b = Connect(out Nonce second);
        Attach(a, challenge);
        SignedAccessToken token = other.Session.Token;
        AttachFrame attach = new(token, token.Token.Attach(Node, second, other.Device));
        Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(Tell(b, FrameGens.Bytes(attach.Write))));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, a, Grant));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, b, other.Session.Grants[0].Grant));
        Assert.Equal(DenyReason.OtherSession, _door.Admits(_world.Now, a, other.Session.Grants[0].Grant));
        // One connection receives for one session.
        AttachFrame mixed = new(token, token.Token.Attach(Node, challenge, other.Device));
        Assert.Equal(DenyReason.OtherSession, GatewayCase.ReasonOf(Tell(a, FrameGens.Bytes(mixed.Write))));
    }

    [Fact]
    public void The_payer_ends_a_session_at_once_and_nobody_opens_it_again()
    {
        long primary = Connect(out Nonce challenge), secondary = Connect(out Nonce other);
        Open(primary, challenge);
        Attach(secondary, other);
        Assert.True(_world.Gateway.Revoke(SessionId, out RevokeFrame notice));
        Assert.Equal(DenyReason.UnknownSession, GatewayCase.ReasonOf(Tell(secondary, FrameGens.Bytes(notice.Write))));
        RevokeFrame forged = new RevokeFrame(GatewayCase.Chain, SessionId, default).SignedBy(_client.Device);
        Assert.Equal(DenyReason.BadProof, GatewayCase.ReasonOf(Tell(primary, FrameGens.Bytes(forged.Write))));
        Assert.Equal(DenyReason.WrongChain, GatewayCase.ReasonOf(Tell(primary, FrameGens.Bytes((notice with { Chain = default }).Write))));
        Assert.Equal(DenyReason.None, _door.Admits(_world.Now, secondary, Grant));
        Assert.Contains(Tell(primary, FrameGens.Bytes(notice.Write)), a => a.Kind == EndpointEffectKind.HangUp && a.Connection == secondary);
        long again = Connect(out Nonce third);
        Assert.Equal(DenyReason.Revoked, Attach(again, third));
        _door.OnClosed(_world.Now, primary);
        _world.Now += Duration.FromSeconds(3_000L);
        long late = Connect(out Nonce fourth);
        Assert.Equal(DenyReason.Revoked, Attach(late, fourth));
    }

    [Fact]
    public void Tokens_that_are_forged_expired_or_clash_with_a_known_one_are_refused_by_name()
    {
        AccessToken terms = _client.Session.Token.Token;
        Refuses(DenyReason.BadToken, terms.SignedBy(_client.Device));
        Refuses(DenyReason.WrongChain, (terms with { Chain = default }).SignedBy(_world.GatewaySigner));
        Refuses(DenyReason.TokenExpired, (terms with { NotAfter = _world.Now - Duration.FromSeconds(31L) }).SignedBy(_world.GatewaySigner));
        Refuses(DenyReason.TokenExpired, (terms with { NotBefore = _world.Now + Duration.FromSeconds(31L) }).SignedBy(_world.GatewaySigner));
        Assert.Equal(0, _door.Sessions);
        Attach(Connect(out Nonce challenge), challenge);
        Refuses(DenyReason.OtherSession, (terms with { NotAfter = terms.NotAfter + Duration.FromSeconds(1L) }).SignedBy(_world.GatewaySigner));
        Assert.Equal(1, _door.Sessions);

        void Refuses(DenyReason reason, SignedAccessToken token)
        {
            long connection = Connect(out Nonce challenge);
            AttachFrame attach = new(token, token.Token.Attach(Node, challenge, _client.Device));
            Assert.Equal(reason, GatewayCase.ReasonOf(Tell(connection, FrameGens.Bytes(attach.Write))));
        }
    }

    [Fact]
    public void A_door_that_is_full_or_does_not_understand_says_so()
    {
        NodeDoor full = new(new DoorOptions(GatewayCase.Chain) { MaxSessions = 0 }, Node, _world.Signatures, new KeyedRandomBytes(3, 2, 0));
        full.OnConnected(_world.Now, 1, _world.Outbox);
        byte[] greeting = Assert.Single(_world.Drain()).Frame;
        ChallengeFrame.TryRead(greeting.AsSpan(FrameHeader.Length), out ChallengeFrame challenge);
        AttachFrame attach = _client.Session.AttachTo(Node, challenge.Nonce);
        full.OnFrame(_world.Now, 1, FrameGens.Bytes(attach.Write), _world.Outbox);
        Assert.Equal(DenyReason.TooBusy, GatewayCase.ReasonOf(_world.Drain()));
        long connection = Connect(out _);
        Assert.Equal(DenyReason.Unexpected, GatewayCase.ReasonOf(Tell(connection, FrameGens.Bytes(new EndFrame(1).Write))));
        Assert.Equal(DenyReason.Malformed, GatewayCase.ReasonOf(Tell(connection, [1, 2, 3])));
    }

    private long Connect(out Nonce challenge)
    {
        long connection = ++_connections;
        _door.OnConnected(_world.Now, connection, _world.Outbox);
        byte[] frame = Assert.Single(_world.Drain()).Frame;
        Assert.Equal(FrameError.None, ChallengeFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChallengeFrame read));
        challenge = read.Nonce;
        return connection;
    }

    private DenyReason Attach(long connection, Nonce challenge) =>
        GatewayCase.ReasonOf(Tell(connection, FrameGens.Bytes(_client.Session.AttachTo(Node, challenge).Write)));

    private DenyReason Open(long connection, Nonce challenge)
    {
        Assert.True(_world.Gateway.TryOpen(_world.Now, SessionId, Node, challenge, out OpenFrame open));
        return GatewayCase.ReasonOf(Tell(connection, FrameGens.Bytes(open.Write)));
    }

    private List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> Tell(long connection, byte[] frame)
    {
        _door.OnFrame(_world.Now, connection, frame, _world.Outbox);
        return _world.Drain();
    }
}

using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A device and a gateway that both keep to the protocol.</summary>
public sealed class GatewaySessionTests
{
    private readonly GatewayCase _world = new();

    [Fact]
    public void An_ask_is_answered_in_one_round_trip_with_a_grant_that_is_good_at_the_nodes_it_names()
    {
        GatewayClient client = _world.Client(1).Ask();
        Assert.Equal((SessionState.Ready, SessionFault.None, DenyReason.None), (client.Session.State, client.Session.Fault, client.Session.Denial));
        Assert.Single(client.Sent);
        Grant grant = client.Session.Grants[0].Grant;
        Assert.Equal((GatewayCase.Chain, _world.Payer.Key, client.Device.Key), (grant.Chain, grant.Payer, grant.Device));
        Assert.Equal((3L, 4L), (grant.EpochFrom, grant.EpochTo));
        Assert.Equal((_world.Terms.Cap, _world.Terms.NodeCap), (grant.MaxSpend, grant.MaxSpendPerNode));
        Assert.True(grant.MaxSpendPerNode * client.Session.Nodes.Length <= grant.MaxSpend);
        Assert.Equal(_world.Now + _world.Terms.GrantTime, grant.NotAfter);
        for (int i = 0; i < client.Session.Nodes.Length; i++)
        {
            ClientOptions lane = client.Session.LaneTo(i, 3);
            Assert.True(new ScopePath(lane.ScopeTurns, lane.ScopeSiblings.Span).Proves(client.Session.Nodes[i].Node, grant.Scope));
        }

        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);
        Assert.True(client.Session.Manifest!.TryFind("/index.html", out ManifestItem item));
        Assert.Equal((_world.Contents[0], 600_000, 3), (item.Content, item.Bytes, item.Blocks));
    }

    [Fact]
    public void The_same_ask_again_has_the_same_answer_and_grants_nothing_more()
    {
        GatewayClient client = _world.Client(1).Ask();
        SignedGrant grant = client.Session.Grants[0];
        long elsewhere = _world.Connect(block: 9);
        for (int i = 0; i < 5; i++) Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(_world.Tell(elsewhere, client.Sent[0])));
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);
        Assert.Equal(1, _world.Gateway.Desk.Sessions);
    }

    [Fact]
    public void A_manifest_that_is_known_is_not_sent_again()
    {
        ContentManifest known = _world.Client(1).Ask().Session.Manifest!;
        GatewayClient again = _world.Client(2);
        int manifests = 0;
        again.OnDown = frame =>
        {
            if ((FrameType)frame[1] == FrameType.Manifest) manifests++;
            return frame;
        };
        Assert.Equal(SessionState.Ready, again.Ask(known).Session.State);
        Assert.Equal(0, manifests);
    }

    [Fact]
    public void A_grant_is_renewed_once_one_node_has_been_paid_enough_and_a_lost_offer_is_sent_again()
    {
        GatewayClient client = _world.Client(1).Ask();
        Pass(60);
        client.Session.OnDelivered(0, 24, GatewayCase.Price * 24);
        Assert.False(client.Session.IsRenewalDue(_world.Now));
        client.Notify(wantsMore: true);
        Assert.Equal(DenyReason.TooEarly, client.Session.Denial);
        client.Session.OnDelivered(0, 1, GatewayCase.Price);
        Assert.True(client.Session.IsRenewalDue(_world.Now));
        client.OnDown = frame => (FrameType)frame[1] == FrameType.Offer ? null : frame;
        client.Notify(wantsMore: true);
        client.Notify(wantsMore: true);
        Assert.Single(client.Session.Grants);
        client.OnDown = null;
        client.Notify(wantsMore: true);
        Assert.Equal(2, client.Session.Grants.Count);
        Assert.NotEqual(client.Session.Grants[0].Grant.Id(), client.Session.Grants[1].Grant.Id());
        Assert.Equal(GatewayCase.Price * 200, _world.Budget.Outstanding);
        Assert.Equal(GatewayCase.Price * 25, client.Session.Noted);
        Assert.Equal(GatewayCase.Price * 75, client.Session.RenewAt);
    }

    [Fact]
    public void A_grant_whose_time_is_over_is_followed_by_one_that_counts_from_what_was_spent()
    {
        GatewayClient client = _world.Client(1).Ask();
        Pass(600);
        Assert.Equal(TunnelReason.None, client.Session.Route(_world.Now, "/style.css", false, 2).Tunnel);
        Pass(1);
        Assert.Equal(TunnelReason.GrantExpired, client.Session.Route(_world.Now, "/style.css", false, 2).Tunnel);
        client.Session.OnDelivered(1, 3, GatewayCase.Price * 3);
        Assert.True(client.Session.IsRenewalDue(_world.Now));
        client.Notify(wantsMore: true);
        Assert.Equal(TunnelReason.None, client.Session.Route(_world.Now, "/style.css", false, 2).Tunnel);
        Assert.Equal(GatewayCase.Price * 28, client.Session.RenewAt);
    }

    [Fact]
    public void Several_clients_behind_one_address_have_sessions_of_their_own()
    {
        GatewayClient[] clients = [.. Enumerable.Range(0, 8).Select(i => _world.Client(i, block: 4).Ask())];
        Assert.All(clients, client => Assert.Equal(SessionState.Ready, client.Session.State));
        Assert.Equal(8, clients.Select(client => client.Session.Token.Token.Session).Distinct().Count());
        Assert.Equal(8, _world.Gateway.Desk.Sessions);
    }

    [Fact]
    public void A_device_comes_back_with_its_token_and_drives_its_old_connection_out_but_nobody_else_can()
    {
        GatewayClient client = _world.Client(1).Ask();
        long first = client.Connection;
        client.Reattach();
        long second = client.Connection;
        List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> answers = client.Reattach();
        Assert.Contains(answers, a => a.Kind == EndpointEffectKind.HangUp && a.Connection == second);
        Assert.DoesNotContain(answers, a => a.Kind == EndpointEffectKind.HangUp && a.Connection == first);

        // Who has seen the token and the signature over another challenge is refused, and drives nobody out.
        long thief = _world.Connect(block: 5);
        byte[] replay = client.Sent[^1];
        Assert.Equal(FrameType.Attach, (FrameType)replay[1]);
        List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> refused = _world.Tell(thief, replay);
        Assert.Equal(DenyReason.BadProof, GatewayCase.ReasonOf(refused));
        Assert.DoesNotContain(refused, a => a.Kind == EndpointEffectKind.HangUp);
        client.Notify(wantsMore: false);
        Assert.Equal(DenyReason.None, client.Session.Denial);
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);
    }

    [Fact]
    public void A_token_lasts_as_long_as_it_says_and_not_a_thousandth_of_it()
    {
        GatewayClient client = _world.Client(1).Ask();
        AccessToken token = client.Session.Token.Token;
        Assert.Equal(Duration.FromSeconds(3_600L), token.NotAfter - token.NotBefore);
        Pass(3_599);
        Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(client.Reattach()));
        Pass(1 + 30);
        Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(client.Reattach()));
        Pass(1);
        Assert.Equal(DenyReason.UnknownSession, GatewayCase.ReasonOf(client.Reattach()));
        Assert.True(token.IsCurrent(token.NotBefore - Duration.FromSeconds(30L), Duration.FromSeconds(30L)));
        Assert.False(token.IsCurrent(token.NotBefore - Duration.FromSeconds(31L), Duration.FromSeconds(30L)));
    }

    [Fact]
    public void A_revoked_session_gets_no_further_grant_and_its_nodes_are_told()
    {
        GatewayClient client = _world.Client(1).Ask();
        Hash256 id = client.Session.Token.Token.Session;
        Assert.True(_world.Gateway.Revoke(id, out RevokeFrame notice));
        Assert.True(notice.IsSignedBy(_world.Payer.Key, _world.Signatures));
        Pass(60);
        client.Session.OnDelivered(0, 50, GatewayCase.Price * 50);
        client.Notify(wantsMore: true);
        Assert.Equal((DenyReason.Revoked, SessionState.Closed), (client.Session.Denial, client.Session.State));
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);
        Assert.False(_world.Gateway.TryOpen(_world.Now, id, client.Session.Nodes[0].Node, default, out _));
        Assert.False(_world.Gateway.Revoke(default, out _));
    }

    [Fact]
    public void What_a_session_did_not_spend_goes_back_to_the_site_once()
    {
        GatewayClient client = _world.Client(1).Ask();
        DeskSession session = _world.Gateway.SessionOf(client.Session.Token.Token.Session)!;
        _world.Gateway.Desk.Settle(session, GatewayCase.Price * 30);
        Assert.Equal(
            (Credits.Zero, GatewayCase.Price * 30, GatewayCase.Price * 99_970), (_world.Budget.Outstanding, _world.Budget.Spent, _world.Budget.Left));
        Assert.Throws<InvariantViolationException>(() => _world.Gateway.Desk.Settle(session, GatewayCase.Price * 30));
    }

    [Fact]
    public void A_session_that_is_forgotten_is_handed_out_once_with_all_its_grants_to_be_settled()
    {
        GatewayClient client = _world.Client(1).Ask();
        Pass(60);
        client.Session.OnDelivered(0, 25, GatewayCase.Price * 25);
        client.Notify(wantsMore: true);
        Assert.False(_world.Gateway.TryTakeEnded(out _));
        Pass(3_600);
        _world.Connect();
        Assert.True(_world.Gateway.TryTakeEnded(out EndedSession? ended));
        Assert.Equal(client.Session.Token.Token.Session, ended.Session);
        Assert.Equal(client.Session.Grants.Select(grant => grant.Grant.Id()), ended.Grants);
        Assert.Equal((2, 4), (ended.Grants.Count, ended.LastEpoch));
        Assert.Equal(GatewayCase.Price * 200, _world.Budget.Outstanding);
        _world.Gateway.Desk.Settle(ended.Desk, GatewayCase.Price * 25);
        Assert.Equal((Credits.Zero, GatewayCase.Price * 25), (_world.Budget.Outstanding, _world.Budget.Spent));
        Assert.False(_world.Gateway.TryTakeEnded(out _));
    }

    [Fact]
    public void Whoever_asks_again_is_assigned_the_same_nodes_whatever_it_changes()
    {
        PublicKey[] first = Nodes(_world.Client(1, block: 2).Ask());
        for (int i = 2; i < 8; i++) Assert.Equal(first, Nodes(_world.Client(i, block: 2).Ask()));
        // Other blocks have other draws, and so has the next period.
        Assert.Contains(Enumerable.Range(20, 10), i => !Nodes(_world.Client(i, block: i).Ask()).SequenceEqual(first));
    }

    private static PublicKey[] Nodes(GatewayClient client) => [.. client.Session.Nodes.ToArray().Select(node => node.Node)];

    private void Pass(long seconds) => _world.Now += Duration.FromSeconds(seconds);
}

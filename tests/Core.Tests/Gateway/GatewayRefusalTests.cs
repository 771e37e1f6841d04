using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Whatever is wrong is refused by its name, and nothing is granted for it.</summary>
public sealed class GatewayRefusalTests
{
    private readonly GatewayCase _world = new();

    [Fact]
    public void An_ask_that_is_not_in_order_is_refused_by_name_and_nothing_is_granted()
    {
        ISigner device = _world.Signatures.Signer(50);
        AskFrame good = _world.AskOf(device);
        Refuses(DenyReason.BadAsk, (good with { Gateway = device.Key }).SignedBy(device));
        Refuses(DenyReason.WrongChain, (good with { Chain = default }).SignedBy(device));
        Refuses(DenyReason.UnknownSite, (good with { Site = default }).SignedBy(device));
        Refuses(DenyReason.AskExpired, (good with { At = _world.Now - Duration.FromSeconds(301L) }).SignedBy(device));
        Refuses(DenyReason.AskExpired, (good with { At = _world.Now + Duration.FromSeconds(301L) }).SignedBy(device));
        Refuses(DenyReason.BadAsk, good with { Nonce = new Nonce(1, 1) });
        Refuses(DenyReason.BadAsk, good.SignedBy(_world.Signatures.Signer(51)));
        _world.Offered = 0;
        Refuses(DenyReason.NoNodes, good);
        _world.Offered = 5;
        Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(_world.Tell(_world.Connect(), BytesOf(good))));
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);

        void Refuses(DenyReason reason, AskFrame ask)
        {
            Assert.Equal(reason, GatewayCase.ReasonOf(_world.Tell(_world.Connect(), BytesOf(ask))));
            AssertNothingIsGranted();
        }
    }

    [Fact]
    public void An_ask_that_is_replayed_after_its_session_was_forgotten_is_too_old()
    {
        GatewayClient client = _world.Client(1).Ask();
        _world.Now += Duration.FromSeconds(3_700L);
        long connection = _world.Connect();
        Assert.Equal(0, _world.Gateway.Remembered);
        Assert.Equal(DenyReason.AskExpired, GatewayCase.ReasonOf(_world.Tell(connection, client.Sent[0])));
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);
    }

    [Fact]
    public void Frames_that_cannot_be_read_or_do_not_belong_here_are_refused()
    {
        long connection = _world.Connect();
        List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> answers = _world.Tell(connection, [1, 0x21, 0, 0, 0, 0, 0, 1, 0]);
        Assert.Equal(DenyReason.Malformed, GatewayCase.ReasonOf(answers));
        Assert.Contains(answers, a => a.Kind == EndpointEffectKind.HangUp);
        byte[] pay = FrameGens.Bytes(new PayFrame(1, default).Write);
        Assert.Equal(DenyReason.Unexpected, GatewayCase.ReasonOf(_world.Tell(connection, pay)));
        AssertNothingIsGranted();
    }

    [Fact]
    public void A_connection_is_of_one_session()
    {
        GatewayClient client = _world.Client(1).Ask(), other = _world.Client(2).Ask();
        byte[] second = BytesOf(_world.AskOf(client.Device, nonce: 9));
        Assert.Equal(DenyReason.Unexpected, GatewayCase.ReasonOf(_world.Tell(client.Connection, second)));
        Assert.Equal(DenyReason.OtherSession, GatewayCase.ReasonOf(_world.Tell(client.Connection, other.Sent[0])));
        Assert.Equal(GatewayCase.Price * 200, _world.Budget.Outstanding);
    }

    [Fact]
    public void Budgets_of_session_block_and_site_refuse_by_their_names()
    {
        // A session of 400 has four grants of 100.
        GatewayClient client = _world.Client(1).Ask();
        for (int i = 0; i < 3; i++)
        {
            Spend(client);
            client.Notify(wantsMore: true);
        }

        Assert.Equal(4, client.Session.Grants.Count);
        Spend(client);
        client.Notify(wantsMore: true);
        Assert.Equal((DenyReason.SessionBudget, 4), (client.Session.Denial, client.Session.Grants.Count));

        // A block of 1,000 has six more, and says when there is the next.
        for (int i = 0; i < 6; i++) Assert.Equal(SessionState.Ready, _world.Client(10 + i).Ask().Session.State);
        GatewayClient late = _world.Client(20).Ask();
        Assert.Equal((DenyReason.PrefixBudget, SessionState.Closed), (late.Session.Denial, late.Session.State));
        Assert.InRange(late.Session.RetryAfter.Seconds, 0.001, 100);
        _world.Now += late.Session.RetryAfter;
        Assert.Equal(SessionState.Ready, _world.Client(21).Ask().Session.State);

        // A site that authorised 150 has one.
        GatewayCase poor = new(authorised: 150);
        Assert.Equal(SessionState.Ready, poor.Client(1).Ask().Session.State);
        Assert.Equal(DenyReason.SiteBudget, poor.Client(2, block: 1).Ask().Session.Denial);
        Assert.Equal(GatewayCase.Price * 50, poor.Budget.Left);
    }

    [Fact]
    public void Too_many_sessions_of_a_block_or_in_all_are_refused()
    {
        GatewayCase few = new(GatewayCase.Plain with { MaxSessionsPerPrefix = 2, MaxSessions = 3 });
        few.Client(1).Ask();
        few.Client(2).Ask();
        Assert.Equal(DenyReason.TooManySessions, few.Client(3).Ask().Session.Denial);
        few.Client(4, block: 1).Ask();
        Assert.Equal(DenyReason.TooBusy, few.Client(5, block: 2).Ask().Session.Denial);
        Assert.Equal(GatewayCase.Price * 300, few.Budget.Outstanding);
    }

    [Fact]
    public void A_notification_that_is_forged_of_another_session_or_not_plausible_is_refused_and_counts_nothing()
    {
        GatewayClient client = _world.Client(1).Ask(), other = _world.Client(2).Ask();
        Hash256 session = client.Session.Token.Token.Session;
        PublicKey node = client.Session.Nodes[0].Node;
        _world.Now += Duration.FromSeconds(1L);

        // 100 Mbit/s carry 47 chunks a second, and a 48th may have begun.
        Refuses(DenyReason.Implausible, Note(node, 49, GatewayCase.Price * 49));
        Refuses(DenyReason.Implausible, Note(node, 20, GatewayCase.Price * 21));
        Refuses(DenyReason.Implausible, Note(node, 51, GatewayCase.Price * 51));
        Refuses(DenyReason.NodeNotAssigned, Note(client.Device.Key, 1, GatewayCase.Price));
        Refuses(DenyReason.BadNotification, Note(node, 20, GatewayCase.Price * 20), signer: other.Device);
        Refuses(DenyReason.UnknownSession, Note(node, 1, GatewayCase.Price), session: default(Hash256));
        Refuses(DenyReason.OtherSession, Note(node, 1, GatewayCase.Price), session: other.Session.Token.Token.Session, signer: other.Device);
        Refuses(DenyReason.WrongNumber, Note(node, 40, GatewayCase.Price * 40), number: 2, more: true, counts: 40);
        Refuses(DenyReason.WrongNumber, Note(node, 40, GatewayCase.Price * 40), number: 7, more: true, counts: 40);
        Assert.Equal(DenyReason.None, Tell(Note(node, 48, GatewayCase.Price * 48), session, client.Device, 1, more: false));
        Assert.Equal(GatewayCase.Price * 48, _world.Gateway.SessionOf(session)!.Noted);

        void Refuses(DenyReason reason, byte[] note, Hash256? session = null, ISigner? signer = null, int number = 1, bool more = false, int counts = 0)
        {
            Assert.Equal(reason, Tell(note, session ?? client.Session.Token.Token.Session, signer ?? client.Device, number, more));
            Assert.Equal(GatewayCase.Price * counts, _world.Gateway.SessionOf(client.Session.Token.Token.Session)!.Noted);
            Assert.Equal(GatewayCase.Price * 200, _world.Budget.Outstanding);
        }

        DenyReason Tell(byte[] note, Hash256 session, ISigner signer, int number, bool more)
        {
            NotifyParts parts = new(session, number, more, Convert.ToHexString(note), default);
            parts = parts with { Signature = parts.Frame.Sign(GatewayCase.Chain, signer) };
            return GatewayCase.ReasonOf(_world.Tell(client.Connection, FrameGens.Bytes(to => parts.Frame.Write(to))));
        }
    }

    [Fact]
    public void A_token_that_is_forged_or_of_another_gateway_attaches_nobody()
    {
        GatewayClient client = _world.Client(1).Ask();
        SignedAccessToken token = client.Session.Token;
        AccessToken terms = token.Token;
        Refuses(DenyReason.BadToken, (terms with { NotAfter = new Instant(long.MaxValue) }).SignedBy(client.Device));
        Refuses(DenyReason.BadToken, (terms with { Device = client.Device.Key, NotAfter = terms.NotAfter + Duration.FromSeconds(1L) })
            .SignedBy(_world.GatewaySigner));
        Refuses(DenyReason.UnknownSession, (terms with { Session = default }).SignedBy(_world.GatewaySigner));
        Refuses(DenyReason.WrongChain, (terms with { Chain = default }).SignedBy(_world.GatewaySigner));
        Assert.Equal(GatewayCase.Price * 100, _world.Budget.Outstanding);

        void Refuses(DenyReason reason, SignedAccessToken forged)
        {
            long connection = _world.Connect(GatewayCase.Address(0), out Nonce challenge);
            AttachFrame attach = new(forged, forged.Token.Attach(_world.Gateway.Key, challenge, client.Device));
            Assert.Equal(reason, GatewayCase.ReasonOf(_world.Tell(connection, FrameGens.Bytes(attach.Write))));
        }
    }

    [Fact]
    public void An_offer_that_says_anything_else_than_it_should_is_refused_by_name_and_nothing_is_signed_for_it()
    {
        ISigner gateway = _world.GatewaySigner, payer = _world.Payer, thief = _world.Signatures.Signer(66);
        int clients = 0;
        Refuses(SessionFault.OtherAsk, offer => offer with { AskNonce = default });
        Refuses(SessionFault.BadOffer, offer => offer with { SessionLeft = new(1) }, signs: false);
        Refuses(SessionFault.BadOffer, offer => offer, signer: thief);
        Refuses(SessionFault.BadToken, offer => offer with { Token = offer.Token.Token.SignedBy(thief) });
        Refuses(SessionFault.BadToken, offer => offer with { Token = (offer.Token.Token with { Device = thief.Key }).SignedBy(gateway) });
        Refuses(SessionFault.TokenExpired, offer => offer with { Token = (offer.Token.Token with { NotAfter = default }).SignedBy(gateway) });
        Refuses(SessionFault.TokenExpired, offer => offer with
        {
            Token = (offer.Token.Token with { NotBefore = new Instant(long.MaxValue) }).SignedBy(gateway),
        });
        Refuses(SessionFault.BadGrant, offer => offer with { Grant = Signed(offer.Grant.Grant, thief) });
        Refuses(SessionFault.BadGrant, offer => offer with { Grant = Signed(offer.Grant.Grant with { Device = thief.Key }, payer) });
        Refuses(SessionFault.BadGrant, offer => offer with { Grant = Signed(offer.Grant.Grant with { Payer = thief.Key }, thief) });
        Refuses(SessionFault.GrantExpired, offer => offer with { Grant = Signed(offer.Grant.Grant with { NotAfter = default }, payer) });
        Refuses(SessionFault.PriceAboveLimit, offer => offer with
        {
            Grant = Signed(offer.Grant.Grant with { MaxUnitPrice = GatewayCase.Price * 2 }, payer),
        });
        Refuses(SessionFault.OtherNodes, offer => offer with { Grant = Signed(offer.Grant.Grant with { Scope = NodeScope.Any }, payer) });
        Refuses(SessionFault.BadNodes, offer => offer with { NodesHex = "" });
        Refuses(SessionFault.BadNodes, offer => offer with { NodesHex = offer.NodesHex[..232] + offer.NodesHex[..232] });
        Refuses(SessionFault.BadNodes, offer => offer with { NodesHex = EntryHex(GatewayCase.EntryOf(thief.Key, 0) with { Certificate = default }) });
        Refuses(SessionFault.BadNodes, offer => offer with { NodesHex = EntryHex(GatewayCase.EntryOf(thief.Key, 0) with { Port = 0 }) });
        Refuses(SessionFault.OtherNodes, offer => offer with { NodesHex = EntryHex(GatewayCase.EntryOf(thief.Key, 0)) });
        Refuses(SessionFault.WrongNumber, offer => offer with { Number = 2 });
        Refuses(SessionFault.WrongManifest, offer => offer with { Manifest = default });

        void Refuses(SessionFault fault, Func<OfferParts, OfferParts> change, ISigner? signer = null, bool signs = true)
        {
            GatewayClient client = _world.Client(++clients, block: clients);
            client.OnDown = frame => (FrameType)frame[1] == FrameType.Offer ? Changed(frame, change, signs ? signer ?? gateway : null) : frame;
            client.Ask();
            Assert.Equal((fault, SessionState.Closed), (client.Session.Fault, client.Session.State));
            int sent = client.Sent.Count;
            client.Notify(wantsMore: true);
            Assert.Equal(sent, client.Sent.Count);
            AssertTunnels(client);
        }
    }

    [Fact]
    public void A_manifest_that_is_not_the_sites_own_and_present_one_is_refused()
    {
        Hash256 id = _world.Manifest.Id;
        byte[] good = _world.Manifest.Frame.ToArray();
        Assert.Equal(SessionFault.None, Read(good, id, _world.Now));
        Assert.Equal(SessionFault.WrongManifest, Read(Other(GatewayCase.Site, 2, long.MaxValue, _world.Payer), id, _world.Now));
        Assert.Equal(SessionFault.OtherSite, Read(Other(default, 1, long.MaxValue, _world.Payer), id, _world.Now));
        ContentManifest forged = Manifest(GatewayCase.Site, 2, long.MaxValue, _world.GatewaySigner);
        Assert.Equal(SessionFault.BadManifest, Read(forged.Frame.ToArray(), forged.Id, _world.Now));
        ContentManifest old = Manifest(GatewayCase.Site, 2, 5, _world.Payer);
        Assert.Equal(SessionFault.ManifestExpired, Read(old.Frame.ToArray(), old.Id, _world.Now));
        byte[] flipped = [.. good];
        flipped[FrameHeader.Length + 70] ^= 1; // in the first URL's content id
        Assert.Equal(SessionFault.WrongManifest, Read(flipped, id, _world.Now));
        GatewayClient client = _world.Client(9);
        client.OnDown = frame => (FrameType)frame[1] == FrameType.Manifest ? flipped : frame;
        client.Ask();
        Assert.Equal(SessionFault.WrongManifest, client.Session.Fault);
        AssertTunnels(client);

        SessionFault Read(byte[] frame, Hash256 expected, Instant now) =>
            ContentManifest.TryRead(frame, GatewayCase.Site, _world.Payer.Key, expected, now, _world.Signatures, out _);

        byte[] Other(Hash256 site, long version, long notAfter, ISigner owner) => Manifest(site, version, notAfter, owner).Frame.ToArray();

        static ContentManifest Manifest(Hash256 site, long version, long notAfter, ISigner owner) =>
            ContentManifest.Sign(site, version, new Instant(notAfter), [("/a", Blake3.Hash("a"u8), 1)], owner);
    }

    [Fact]
    public void A_manifest_is_not_made_of_urls_that_are_empty_too_long_or_there_twice()
    {
        Assert.Throws<ArgumentException>(() => Sign("", 1));
        Assert.Throws<ArgumentException>(() => Sign(new string('x', 1_025), 1));
        Assert.Throws<ArgumentException>(() => Sign("/a", -1));
        Assert.Throws<ArgumentException>(() => ContentManifest.Sign(
            default, 1, default, [("/a", default, 1), ("/a", default, 1)], _world.Payer));

        void Sign(string url, long bytes) => ContentManifest.Sign(default, 1, default, [(url, default, bytes)], _world.Payer);
    }

    private void AssertNothingIsGranted()
    {
        Assert.Equal((Credits.Zero, GatewayCase.Price * 100_000), (_world.Budget.Outstanding, _world.Budget.Left));
        Assert.Equal((0, 0), (_world.Gateway.Desk.Sessions, _world.Gateway.Remembered));
    }

    private void AssertTunnels(GatewayClient client) =>
        Assert.Equal(TunnelReason.NoSession, client.Session.Route(_world.Now, "/style.css", isNavigation: false, nodesLeft: 2).Tunnel);

    private void Spend(GatewayClient client)
    {
        _world.Now += Duration.FromSeconds(5L);
        client.Session.OnDelivered(0, 50, GatewayCase.Price * 50);
        client.Session.OnDelivered(1, 50, GatewayCase.Price * 50);
    }

    private static byte[] Changed(byte[] frame, Func<OfferParts, OfferParts> change, ISigner? signer)
    {
        Assert.Equal(FrameError.None, OfferParts.Read(frame.AsSpan(FrameHeader.Length), out OfferParts parts));
        parts = change(parts);
        if (signer is not null) parts = parts with { Signature = parts.Frame.Sign(signer) };
        return FrameGens.Bytes(to => parts.Frame.Write(to));
    }

    private static SignedGrant Signed(Grant grant, ISigner signer) => new(grant, grant.Sign(signer));

    private static string EntryHex(NodeEntry entry)
    {
        byte[] bytes = new byte[NodeEntry.Length];
        WireWriter writer = new(bytes);
        entry.Write(ref writer);
        return Convert.ToHexString(bytes);
    }

    private static byte[] BytesOf(AskFrame ask) => FrameGens.Bytes(ask.Write);

    private static byte[] Note(PublicKey node, long units, Credits amount)
    {
        byte[] bytes = new byte[DeliveryNote.Length];
        WireWriter writer = new(bytes);
        new DeliveryNote(node, units, amount).Write(ref writer);
        return bytes;
    }
}

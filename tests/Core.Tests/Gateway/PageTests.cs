using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>
/// A page from the first request to the ledger: the page itself through the tunnel, an asset from a node that fails anywhere, then the tunnel
/// and the next node; real endpoints, doors, grants and tickets.
/// </summary>
public sealed class PageTests
{
    private const int Blocks = 6;

    [Fact]
    public void A_node_that_fails_anywhere_in_a_page_costs_nothing_twice_and_loses_nothing()
    {
        int tunnelled = 0, direct = 0, owed = 0;
        for (int cut = 0; cut < 34; cut++)
        {
            Page page = new();
            AssetFetch fetch = page.Load(cut);
            Assert.True(fetch.Verifies(), $"cut {cut}: the asset is not the site's");
            Assert.Equal(page.Length, page.Taken);
            if (fetch.Tunnelled > 0) tunnelled++;
            if (fetch.Tunnelled < page.Length) direct++;
            if (fetch.Tunnelled is > 0 && fetch.Tunnelled < page.Length) owed++;
            page.CheckMoney(fetch);
        }

        // Each way was taken: all from nodes, and partly through the tunnel because a node was paid and did not deliver.
        Assert.InRange(direct, 30, 34);
        Assert.InRange(tunnelled, 3, 30);
        Assert.InRange(owed, 3, 30);
    }

    [Fact]
    public void The_page_itself_what_is_not_listed_and_clients_without_the_protocol_are_tunnelled()
    {
        GatewayCase world = new();
        GatewayClient client = world.Client(1);
        Assert.Equal(TunnelReason.Navigation, client.Session.Route(world.Now, "/index.html", isNavigation: true, 2).Tunnel);
        Assert.Equal(TunnelReason.NoSession, client.Session.Route(world.Now, "/style.css", isNavigation: false, 2).Tunnel);
        client.Ask();
        Assert.Equal(TunnelReason.Navigation, client.Session.Route(world.Now, "/index.html", isNavigation: true, 2).Tunnel);
        Assert.True(client.Session.Route(world.Now, "/style.css", isNavigation: false, 1).IsDirect);
        Assert.Equal((TunnelReason.NotListed, false), Of(client.Session.Route(world.Now, "/other", isNavigation: false, 2)));
        Assert.Equal((TunnelReason.NodesFailed, true), Of(client.Session.Route(world.Now, "/style.css", isNavigation: false, 0)));
        Assert.Equal(TunnelReason.NoProtocol, AssetRoute.OfPlainRequest(isNavigation: false).Tunnel);
        Assert.Equal(TunnelReason.Navigation, AssetRoute.OfPlainRequest(isNavigation: true).Tunnel);

        static (TunnelReason, bool) Of(AssetRoute route) => (route.Tunnel, route.IsListed);
    }

    private sealed class Page
    {
        private readonly GatewayCase _world = new(GatewayCase.Plain with { NodesPerSession = 2 });
        private readonly GatewayClient _client;
        private readonly ContentShelf _shelf = new();
        private readonly byte[] _bytes = new byte[(Blocks * ContentBlock.Bytes) - 1_234];
        private readonly Hash256 _content;
        private readonly List<Line> _lines = [];

        public Page()
        {
            new Random(5).NextBytes(_bytes);
            _content = _shelf.Add(_bytes);
            _client = _world.Client(1).Ask();
        }

        public long Length => _bytes.Length;

        public long Taken { get; private set; }

        public AssetFetch Load(int cut)
        {
            AssetFetch fetch = new(new ManifestItem(_content, _bytes.Length), _client.Session.Nodes.Length);
            while (fetch.Next is { Source: not AssetSource.Nothing } part)
            {
                if (part.Source == AssetSource.Tunnel) Take(fetch, AssetSource.Tunnel, part.Offset, _bytes.AsSpan((int)part.Offset, (int)part.Bytes));
                else FromNode(fetch, part, part.Node == 0 ? cut : int.MaxValue);
            }

            return fetch;
        }

        /// <summary>Of the ledger that both nodes redeem at: they were paid what the device paid for, each block once.</summary>
        public void CheckMoney(AssetFetch fetch)
        {
            ExchangeLedger ledger = new(GatewayCase.Chain, _world.Signatures, ExchangeCase.Plain);
            ledger.Apply(new Deposit(_world.Payer.Key, GatewayCase.Price * 1_000, false));
            foreach (ISigner node in _world.NodeSigners) ledger.Apply(new Deposit(node.Key, new(2_000), true));
            ledger.Advance(3 * 100);
            Assert.False(ledger.Apply(_client.Session.Grants[0]).IsRefused);
            Credits signed = Credits.Zero;
            foreach (Line line in _lines)
            {
                signed += line.Client.Cumulative;
                foreach (LaneKey lane in line.Redeemed.Distinct()) Redeem(ledger, line, lane);
            }

            ledger.Audit();
            Assert.Equal(GatewayCase.Price * fetch.PaidBlocks, signed);
            Assert.True(fetch.PaidBlocks <= Blocks, "a block was paid twice");
            Assert.True(ledger.NodeCredits <= signed.Units);
            Assert.Equal(GatewayCase.Price.Units * 1_000, ledger.Balance(_world.Payer.Key) + ledger.NodeCredits);
        }

        private static void Redeem(ExchangeLedger ledger, Line line, LaneKey lane)
        {
            LaneTicket ticket = line.Node.TicketOf(lane);
            ScopePath path = new(line.ClientSetup.ScopeTurns, line.ClientSetup.ScopeSiblings.Span);
            RedeemItem item = ticket.Kind == HeldTicket.Final
                ? RedeemItem.OfFinal(ticket.Final, ticket.Signature, path)
                : RedeemItem.OfChain(ticket.Anchor, ticket.Unit, ticket.Ticket, path);
            Assert.Equal(LedgerRefusal.None, ledger.Apply(item).Refusal);
        }

        private void FromNode(AssetFetch fetch, AssetPart part, int cut)
        {
            PublicKey key = _client.Session.Nodes[part.Node].Node;
            ISigner node = _world.NodeSigners.Single(signer => signer.Key == key);
            Admit(key);
            Line line = new(_world.Signatures, _shelf, node, _client.Device, _client.Session.LaneTo(part.Node, 3), GatewayCase.Price);
            _lines.Add(line);
            long first = part.Offset / ContentBlock.Bytes;
            line.Connect();
            line.Fetch(_content, first, Blocks - first);
            int seen = 0;
            for (int step = 0; line.ToNode.Count + line.ToClient.Count > 0 && step < cut; step++)
            {
                if (step % 2 == 0) line.StepUp();
                else line.StepDown();
                Follow(fetch, line, first, ref seen);
            }

            if (!fetch.IsComplete)
            {
                line.Disconnect();
                fetch.OnNodeFailed();
                return;
            }

            line.Finish();
            line.Run();
        }

        private void Follow(AssetFetch fetch, Line line, long first, ref int seen)
        {
            fetch.OnPaid(first + (line.Client.Cumulative.Units / GatewayCase.Price.Units));
            for (; seen < line.Delivered.Count; seen++)
                Take(fetch, AssetSource.Node, line.Delivered[seen].Block * ContentBlock.Bytes, line.Delivered[seen].Bytes);
        }

        /// <summary>The device shows its token at the node's door, and its grant passes.</summary>
        private void Admit(PublicKey key)
        {
            NodeDoor door = new(new DoorOptions(GatewayCase.Chain), key, _world.Signatures, new KeyedRandomBytes(4, 4, 0));
            door.OnConnected(_world.Now, 1, _world.Outbox);
            byte[] greeting = Assert.Single(_world.Drain()).Frame;
            ChallengeFrame.TryRead(greeting.AsSpan(FrameHeader.Length), out ChallengeFrame challenge);
            door.OnFrame(_world.Now, 1, FrameGens.Bytes(_client.Session.AttachTo(key, challenge.Nonce).Write), _world.Outbox);
            Assert.Equal(DenyReason.None, GatewayCase.ReasonOf(_world.Drain()));
            Assert.Equal(DenyReason.None, door.Admits(_world.Now, 1, _client.Session.Grants[0].Grant));
        }

        private void Take(AssetFetch fetch, AssetSource source, long offset, ReadOnlySpan<byte> bytes)
        {
            Assert.True(fetch.TryTake(source, offset, bytes));
            Taken += bytes.Length;
        }
    }
}

using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>One client of a site: its connection to the gateway, its session with a node if it has one, and what came on which way.</summary>
internal sealed class SiteClient
{
    /// <summary>Handshake, session and a window that has to grow; then a request, a payment and some more.</summary>
    private const int FirstRoundTrips = 20, FurtherRoundTrips = 4;

    private readonly DeliveryWorld _world;
    private readonly DeliverySpec _spec;
    private readonly int _place;
    private readonly List<ContentReceipt> _receipts = [];
    private readonly TunnelWay _tunnel;
    private GatewayClient? _asked;
    private DirectWay? _direct;

    public SiteClient(DeliveryWorld world, DeliverySpec spec, int place)
    {
        (_world, _spec, _place) = (world, spec, place);
        Gateway = world.ToGateway(place);
        _tunnel = new TunnelWay(Gateway, world.OfGateway());
    }

    public Connection Gateway { get; }

    public IReadOnlyList<ContentReceipt> Receipts => _receipts;

    public bool HasFallenBack => _direct is { HasFailed: true };

    /// <summary>Bytes on the wire that left the gateway.</summary>
    public long GatewayBytes => Gateway.Down.WireBytes + _tunnel.Node.Connection.Up.WireBytes;

    /// <summary>Bytes on the wire that came from the gateway, and from wherever.</summary>
    public long FromGatewayBytes => Gateway.Down.WireBytes;

    public long AllBytes => FromGatewayBytes + (_direct?.Node.Connection.Down.WireBytes ?? 0);

    /// <summary>The gateway's session with its node is open before the client comes.</summary>
    /// <param name="ready">When the client may come.</param>
    public void Prepare(Action ready)
    {
        _tunnel.Node.Begin();
        _world.Timeline.After(_tunnel.Node.Connection.RoundTrip * 2, ready);
    }

    /// <summary>Asks the gateway for a session and connects to the node of it. The caller is told when there is an offer.</summary>
    public void OpenSession(Action ready)
    {
        NodeKeys device = _world.NewDevice();
        GatewayClient asked = _asked = new GatewayClient(_world, Gateway, _place, device);
        asked.Ask(() =>
        {
            ClientOptions lane = asked.Session.LaneTo(0, epoch: 0) with { Window = _spec.Window };
            _world.Gateway.Register(lane.Grant);
            int node = _world.IndexOf(lane.Node);
            ExchangeSession session = _world.ToNode(_place, node, lane, device);
            Duration roundTrip = session.Connection.RoundTrip;
            _direct = new DirectWay(_world.Timeline, session, _tunnel, GiveUp)
            {
                FirstPatience = Patience(node, roundTrip, FirstRoundTrips), Patience = Patience(node, roundTrip, FurtherRoundTrips),
            };
            _direct.Open();
            ready();
        });
    }

    /// <summary>The node answers this client no more.</summary>
    public void LoseNode() => _direct?.Node.Connection.Break();

    /// <summary>Wants what is at a URL, from a node where the session says so, and is told of each block of it.</summary>
    /// <param name="isNavigation">The page itself.</param>
    public void Want(DeliveredContent content, bool isNavigation, Action<ContentReceipt> progress)
    {
        bool isDirect = false;
        if (_direct is { } direct)
        {
            AssetRoute route = _asked!.Session.Route(_world.Timeline.Now, content.Url, isNavigation, direct.HasFailed ? 0 : 1);
            Invariant.Require(route.IsListed && route.Item.Content == content.Id, "delivery: the manifest says something else");
            isDirect = route.IsDirect;
        }

        ContentReceipt receipt = new(content, isDirect ? 1 : 0, progress);
        _receipts.Add(receipt);
        if (isDirect) _direct!.Fetch(content, 0, receipt.Take);
        else _tunnel.Fetch(content, 0, receipt.Take);
    }

    /// <summary>All is there: says so to the node and to the gateway.</summary>
    public void End()
    {
        _world.RetireLater(_tunnel.Node);
        if (_direct is not { } direct) return;
        _world.RetireLater(direct.Node);
        if (direct.HasFailed) return;
        direct.Node.Finish();
        _asked!.Notify(0, direct.Node.Units, direct.Node.Paid);
    }

    private void GiveUp()
    {
        foreach (ContentReceipt receipt in _receipts)
            if (!receipt.IsWhole) receipt.OnNodeFailed();
    }

    /// <summary>
    /// A round trip to the gateway, so many to the node, a window of chunks at what the connection bears, twice, and what the farthest peer of
    /// the node takes to send a block: nothing that goes well takes longer without a word.
    /// </summary>
    private Duration Patience(int node, Duration roundTrip, int roundTrips)
    {
        const int peers = 4;
        TransportTerms terms = _world.Direct;
        double bits = 2.0 * (_spec.Window + 1) * ContentBlock.Bytes * 8 / terms.Efficiency;
        double bearable = roundTrip > Duration.Zero ? terms.WindowBytes * 8 / roundTrip.Seconds : double.PositiveInfinity;
        if (_spec.DirectRate > 0) bearable = Math.Min(bearable, _spec.DirectRate);
        if (terms.CapBitsPerSecond > 0) bearable = Math.Min(bearable, terms.CapBitsPerSecond);
        return _world.Places.ClientGateway(_place) + (roundTrip * roundTrips) + (_world.Places.FarthestPeer(node) * peers)
            + Duration.FromSeconds(bits / bearable);
    }
}

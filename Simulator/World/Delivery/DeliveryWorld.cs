using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.World.Exchange;
using Fleek.Sim.World.Fidelity;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>All that clients of one run have in common: nodes, what they hold, the gateway, the ledger, and the clock.</summary>
internal sealed class DeliveryWorld : IDisposable
{
    /// <summary>Nodes that hold a content as their own, where not all do.</summary>
    private const int Holders = 2;

    private const int StakeChunks = 100;

    /// <summary>Nodes near a client among which the gateway draws.</summary>
    private const int Candidates = 4;

    private static readonly Duration _linger = Duration.FromSeconds(60L);

    private readonly DeliverySpec _spec;
    private readonly RealKeys _keys;
    private readonly Ed25519Verifier _verifier = new();
    private readonly FramePool _frames = new();
    private readonly DeliveryNode[] _nodes;
    private readonly Dictionary<(int From, int To), Connection> _peers = [];
    private readonly Dictionary<PublicKey, int> _byKey = [];
    private readonly List<ExchangeSession> _sessions = [];
    private int _devices;

    public DeliveryWorld(Scenario scenario, DeliverySpec spec, ulong seed)
    {
        (_spec, Seed, Price) = (spec, seed, scenario.Payments.Price);
        _keys = new RealKeys(seed);
        Catalogue = new DeliveryCatalogue(seed);
        Places = new DeliveryPlaces(spec, scenario.Nodes);
        Bank = new DeliveryBank(Blake3.Hash("fleek-sim delivery"u8), _keys.Signer(KeyRole.Payer, 0), _verifier, new(long.MaxValue / 2), Price * StakeChunks);
        _nodes = new DeliveryNode[scenario.Nodes];
        for (int node = 0; node < _nodes.Length; node++)
        {
            _nodes[node] = NodeOf(node);
            _byKey.Add(_nodes[node].Key, node);
            Bank.Admit(_nodes[node].Key);
        }

        Gateway = new GatewayHost(this, _keys, _verifier);
    }

    public ulong Seed { get; }

    public Credits Price { get; }

    public Timeline Timeline { get; } = new();

    public DeliveryCatalogue Catalogue { get; }

    public DeliveryPlaces Places { get; }

    public DeliveryBank Bank { get; }

    public GatewayHost Gateway { get; }

    public IReadOnlyList<DeliveryNode> Nodes => _nodes;

    /// <summary>Between clients and nodes.</summary>
    public TransportTerms Direct => Terms(_spec.Transport);

    /// <summary>Between clients and the gateway.</summary>
    public TransportTerms Web => Terms("tcp");

    /// <summary>Nodes among which the gateway draws for a client at a place.</summary>
    public int[] CandidatesFor(int client) => Places.NodesNear(client, Candidates);

    public int IndexOf(in PublicKey node) => _byKey[node];

    /// <summary>A new device, with a key of its own.</summary>
    public NodeKeys NewDevice()
    {
        int device = ++_devices;
        return new NodeKeys(_keys.Signer(KeyRole.Device, device), _verifier, _keys.Random(KeyRole.LaneNonces, device), default);
    }

    /// <summary>A client's connection to the gateway.</summary>
    public Connection ToGateway(int client) => new(Timeline, Web, Places.ClientGateway(client), _spec.TunnelRate);

    /// <summary>A lane over a connection from a client to a node; not opened.</summary>
    public ExchangeSession ToNode(int client, int node, ClientOptions options, in NodeKeys device) =>
        Session(new Connection(Timeline, Direct, Places.ClientNode(client, node), _spec.DirectRate), node, options, device);

    /// <summary>The gateway's own lane to the node that it asks, over a connection that is open, for one client.</summary>
    public ExchangeSession OfGateway()
    {
        int node = Places.NodeOfGateway();
        NodeKeys device = NewDevice();
        Connection way = new(Timeline, TransportTerms.Presets["webtransport"].WithoutSlowStart(), Places.GatewayNode(node), _spec.NodeRate);
        way.WasOpened();
        SignedGrant grant = Gateway.OwnGrant(device);
        return Session(way, node, new ClientOptions(Bank.Chain, grant, _nodes[node].Key, 0) { Window = _spec.Window }, device);
    }

    /// <summary>A visit is over: some time later its sessions are.</summary>
    public void RetireLater(ExchangeSession session) => Timeline.After(_linger, () => session.Retire(Bank));

    /// <summary>After all visits: nodes claim what they hold, what they owe is refunded, and money is counted.</summary>
    public void Settle()
    {
        foreach (DeliveryNode node in _nodes) node.Settle();
        foreach (ExchangeSession session in _sessions) session.Retire(Bank);
        Bank.Audit();
    }

    public void Dispose() => _keys.Dispose();

    private ExchangeSession Session(Connection way, int node, ClientOptions options, in NodeKeys device)
    {
        ExchangeSession session = new(Timeline, way, _nodes[node], _frames, options, device);
        _sessions.Add(session);
        return session;
    }

    private TransportTerms Terms(string name)
    {
        TransportTerms terms = TransportTerms.Presets[name];
        return _spec.SlowStart ? terms : terms.WithoutSlowStart();
    }

    private DeliveryNode NodeOf(int node)
    {
        NodeKeys keys = new(
            _keys.Signer(KeyRole.Node, node), _verifier, _keys.Random(KeyRole.NodeNonces, node), _keys.Secret(KeyRole.NodeSecret, node));
        PeerStore store = new(Timeline, _spec.CacheBytes, content => Owns(node, content), content => SourcesOf(node, content));
        return new DeliveryNode(Timeline, node, Bank, Catalogue, store, _frames, keys, Price, _spec.Window, 2 * _spec.Visits);
    }

    private bool Owns(int node, DeliveredContent content) =>
        _spec.IsReplicated || (node - HolderOf(content) + _nodes.Length) % _nodes.Length < Holders;

    private int HolderOf(DeliveredContent content) => content.Number % _nodes.Length;

    private PeerSource[] SourcesOf(int node, DeliveredContent content) =>
        [.. Enumerable.Range(0, Holders).Select(i => new PeerSource(Peer(node, (HolderOf(content) + i) % _nodes.Length), Lies: false))];

    private Connection Peer(int from, int to)
    {
        if (_peers.TryGetValue((from, to), out Connection? known)) return known;
        Connection way = new(Timeline, TransportTerms.Presets["webtransport"].WithoutSlowStart(), Places.NodeNode(from, to), _spec.NodeRate);
        way.WasOpened();
        _peers.Add((from, to), way);
        return way;
    }
}

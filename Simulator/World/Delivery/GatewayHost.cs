using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;
using Fleek.Sim.World.Fidelity;

namespace Fleek.Sim.World.Delivery;

/// <summary>Drives the production endpoint of a gateway: sessions for devices, paid by the site's owner.</summary>
internal sealed class GatewayHost : INodeCandidates
{
    /// <summary>What one grant allows, in chunks: more than any visit wants, since here nobody cheats.</summary>
    private const long CapChunks = 1L << 18;

    private readonly DeliveryWorld _world;
    private readonly ISigner _payer, _owner;
    private readonly KeyedRandomBytes _random;
    private readonly GatewayEndpoint _endpoint;
    private readonly EndpointOutbox _outbox = new();
    private readonly Dictionary<long, GatewayClient> _clients = [];
    private readonly Dictionary<IpAddress, int> _places = [];
    private readonly HashSet<Hash256> _registered = [];
    private NodeEntry[] _candidates = [];
    private long _connections;

    public GatewayHost(DeliveryWorld world, RealKeys keys, ISignatureVerifier verifier)
    {
        const int gateway = int.MaxValue, owner = int.MaxValue - 1;
        (_world, _payer, _owner) = (world, keys.Signer(KeyRole.Payer, 0), keys.Signer(KeyRole.Payer, owner));
        _random = keys.Random(KeyRole.LaneNonces, gateway);
        GatewayTerms terms = new(world.Price * CapChunks, world.Price)
        {
            MaxSessionsPerPrefix = int.MaxValue, MaxSessions = int.MaxValue, AccessBitsPerSecond = 0, SessionTime = Duration.FromSeconds(86_400L),
            GrantTime = Duration.FromSeconds(86_400L),
        };
        _endpoint = new GatewayEndpoint(
            new GatewayOptions(world.Bank.Chain, terms, keys.Secret(KeyRole.NodeSecret, gateway)), keys.Signer(KeyRole.Device, gateway), verifier,
            _random, this);
        Site = Blake3.Hash("https://site.example"u8);
    }

    public PublicKey Key => _endpoint.Key;

    public Hash256 Site { get; }

    public PublicKey Owner => _owner.Key;

    public Hash256 Chain => _world.Bank.Chain;

    /// <summary>What is at each URL, signed by the site's owner. Before the first client comes.</summary>
    public void Publish(IEnumerable<(string Url, DeliveredContent Content)> items)
    {
        ContentManifest manifest = ContentManifest.Sign(
            Site, 1, new(long.MaxValue), items.Select(i => (i.Url, i.Content.Id, i.Content.Bytes)), _owner);
        _endpoint.SetSite(new GatewaySite(Site, _payer, manifest));
        _endpoint.Desk.Authorise(Site, _world.Bank.Balance);
    }

    /// <summary>A client's connection is there; the answer is its number.</summary>
    public long Accept(GatewayClient client, int place)
    {
        long number = ++_connections;
        // A block of addresses of its own, so that draws of nodes are independent.
        IpAddress address = IpAddress.V4((uint)(number << 8));
        _clients.Add(number, client);
        _places[address] = place;
        _endpoint.OnConnected(_world.Timeline.Now, number, address, _outbox);
        Carry();
        return number;
    }

    public void OnFrame(long connection, ReadOnlySpan<byte> frame)
    {
        _endpoint.OnFrame(_world.Timeline.Now, connection, frame, _outbox);
        Carry();
    }

    /// <summary>What the gateway itself spends as a client of nodes.</summary>
    public SignedGrant OwnGrant(in NodeKeys device)
    {
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        _random.Fill(nonce);
        Credits most = _world.Price * CapChunks;
        Grant grant = new(
            Chain, _payer.Key, device.Signer.Key, 0, 0, most, most, _world.Price, NodeScope.Any, 1, new(long.MaxValue), Nonce.FromBytes(nonce));
        SignedGrant signed = new(grant, grant.Sign(_payer));
        Register(signed);
        return signed;
    }

    /// <summary>A grant under which nodes will claim.</summary>
    public void Register(in SignedGrant grant)
    {
        if (_registered.Add(grant.Grant.Id())) _world.Bank.Register(grant);
    }

    /// <summary>The nodes near a client.</summary>
    public ReadOnlySpan<NodeEntry> Of(in Hash256 site, IpAddress client)
    {
        int[] near = _world.CandidatesFor(_places[client]);
        _candidates = [.. near.Select(EntryOf)];
        return _candidates;
    }

    private NodeEntry EntryOf(int node) => new(
        _world.Nodes[node].Key, NodeTransport.WebTransport, IpAddress.V4((uint)(node + 1)), 4_433, Blake3.Hash([(byte)node, 0]), Blake3.Hash([(byte)node, 1]));

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            Invariant.Require(effect.Kind == EndpointEffectKind.Send, "delivery: the gateway hangs up");
            _clients[effect.Connection].FromGateway(_outbox.BytesOf(effect).ToArray());
        }

        _outbox.Clear();
    }
}

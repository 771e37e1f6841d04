using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Gateway;
using Fleek.Core.Primitives;
using Fleek.Core.Routing;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A gateway with one site, nodes with doors, and what devices need: everything in one process, at times that a test sets.</summary>
internal sealed class GatewayCase : INodeCandidates
{
    public static readonly Hash256 Chain = Blake3.Hash("a chain of gateways"u8);
    public static readonly Hash256 Site = Blake3.Hash("https://site.example"u8);
    public static readonly Credits Price = new(1_000);

    public static readonly GatewayTerms Plain = new(Price * 100, Price)
    {
        NodesPerSession = 2,
        SessionBudget = Price * 400,
        PrefixBudget = Price * 1_000,
        PrefixRefill = Duration.FromSeconds(1_000L),
        AccessBitsPerSecond = 100_000_000,
    };

    private readonly NodeEntry[] _candidates;
    private long _connections;

    public GatewayCase(GatewayTerms? terms = null, int nodes = 5, long authorised = 100_000)
    {
        Terms = terms ?? Plain;
        Payer = Signatures.Signer(1);
        GatewaySigner = Signatures.Signer(2);
        NodeSigners = [.. Enumerable.Range(0, nodes).Select(i => Signatures.Signer(100 + i))];
        _candidates = [.. NodeSigners.Select((signer, i) => EntryOf(signer.Key, i))];
        Contents = [Blake3.Hash("a page"u8), Blake3.Hash("a style"u8)];
        Manifest = ContentManifest.Sign(
            Site, 1, new Instant(long.MaxValue), [("/style.css", Contents[1], 7), ("/index.html", Contents[0], 600_000)], Payer);
        Gateway = new GatewayEndpoint(
            new GatewayOptions(Chain, Terms, Blake3.Hash("a draw"u8)), GatewaySigner, Signatures, new KeyedRandomBytes(1, 1, 0), this);
        Gateway.SetSite(new GatewaySite(Site, Payer, Manifest));
        if (authorised > 0) Gateway.Desk.Authorise(Site, Price * authorised);
        Gateway.OnEpoch(3);
        Now = new Instant(1_000_000_000_000);
    }

    public GatewayTerms Terms { get; }

    public FakeSignatures Signatures { get; } = new();

    public ISigner Payer { get; }

    public ISigner GatewaySigner { get; }

    public ISigner[] NodeSigners { get; }

    public Hash256[] Contents { get; }

    public ContentManifest Manifest { get; }

    public GatewayEndpoint Gateway { get; }

    public EndpointOutbox Outbox { get; } = new();

    public Instant Now { get; set; }

    public SiteBudget Budget => Gateway.Desk.BudgetOf(Site)!;

    public GatewaySessionOptions SessionOptions => new(Chain, Gateway.Key, Site, Payer.Key, Price);

    /// <summary>The candidates, so that a test may take some away.</summary>
    public int Offered { get; set; } = int.MaxValue;

    public ReadOnlySpan<NodeEntry> Of(in Hash256 site, IpAddress client) =>
        _candidates.AsSpan(0, Math.Min(Offered, _candidates.Length));

    public static NodeEntry EntryOf(PublicKey node, int i) => new(
        node, NodeTransport.WebTransport, IpAddress.V4(0x0A000001u + (uint)i), 4321, Blake3.Hash(BitConverter.GetBytes(i)), default);

    public static IpAddress Address(int block, int host = 1) => IpAddress.V4((uint)((block << 8) | host) + 0x0B000000u);

    public long Connect(IpAddress from, out Nonce challenge)
    {
        long connection = ++_connections;
        Gateway.OnConnected(Now, connection, from, Outbox);
        byte[] frame = Assert.Single(Drain()).Frame;
        Assert.Equal(FrameError.None, ChallengeFrame.TryRead(frame.AsSpan(FrameHeader.Length), out ChallengeFrame read));
        challenge = read.Nonce;
        return connection;
    }

    public long Connect(int block = 0) => Connect(Address(block), out _);

    /// <summary>What the gateway answers to a frame.</summary>
    public List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> Tell(long connection, byte[] frame)
    {
        Gateway.OnFrame(Now, connection, frame, Outbox);
        return Drain();
    }

    public List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> Drain()
    {
        List<(EndpointEffectKind, long, byte[])> effects = [];
        foreach (ref readonly EndpointEffect effect in Outbox.Effects)
            effects.Add((effect.Kind, effect.Connection, effect.Kind == EndpointEffectKind.Send ? Outbox.BytesOf(effect).ToArray() : []));
        Outbox.Clear();
        return effects;
    }

    /// <summary>The reason of the one DENY that is the answer; none if there is no DENY.</summary>
    public static DenyReason ReasonOf(List<(EndpointEffectKind Kind, long Connection, byte[] Frame)> effects)
    {
        byte[]? deny = effects.Where(e => e.Kind == EndpointEffectKind.Send).Select(e => e.Frame)
            .SingleOrDefault(frame => (FrameType)frame[1] == FrameType.Deny);
        if (deny is null) return DenyReason.None;
        Assert.Equal(FrameError.None, DenyFrame.TryRead(deny.AsSpan(FrameHeader.Length), out DenyFrame read));
        return read.Reason;
    }

    public AskFrame AskOf(ISigner device, int nonce = 0) => new AskFrame(
        Chain, Gateway.Key, device.Key, Site, default, Now, new Nonce(7, (ulong)nonce), default).SignedBy(device);

    /// <summary>A client whose frames go to the gateway and back at once.</summary>
    public GatewayClient Client(int name, int block = 0, GatewaySessionOptions? options = null) => new(this, name, block, options);
}

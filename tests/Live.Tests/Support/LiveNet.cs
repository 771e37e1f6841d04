using System.Net;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live;

/// <summary>A ledger, nodes that listen on loopback, and users with money.</summary>
internal sealed class LiveNet : IAsyncDisposable
{
    public static readonly Credits Price = new(1_000);

    private readonly List<IAsyncDisposable> _open = [];
    private int _names = 100;

    public LiveNet(LedgerTerms? terms = null)
    {
        Ledger = new MemoryLedger(terms ?? LedgerCase.Terms);
        Bank = Ledger.Connect(LedgerCase.Signer(1).Key);
    }

    public MemoryLedger Ledger { get; }

    /// <summary>Brings money in, and registers grants.</summary>
    public ILedgerLink Bank { get; }

    public MemoryContentStore Content { get; } = new();

    public List<LiveNode> Nodes { get; } = [];

    /// <summary>A content of so many blocks, the last one shorter.</summary>
    public static byte[] Bytes(int blocks, int seed = 1)
    {
        byte[] bytes = new byte[(blocks * ContentBlock.Bytes) - 1_000];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Disposed of when the net is, the last first.</summary>
    public T Keep<T>(T what)
        where T : IAsyncDisposable
    {
        _open.Add(what);
        return what;
    }

    public Ed25519Signer NewSigner() => LedgerCase.Signer(++_names);

    public async Task<LiveNode> AddNodeAsync(
        int window = 8, Func<NodeHostOptions, NodeHostOptions>? with = null, CommitRule? rule = null)
    {
        Ed25519Signer signer = NewSigner();
        await LedgerCase.Applies(Bank, LedgerTransactions.Of(new Deposit(signer.Key, Price * 100, IsStake: true)));
        return Start(signer, new MemoryNodeLog(), window, with, rule);
    }

    public LiveNode Start(
        Ed25519Signer signer, INodeLog log, int window = 8, Func<NodeHostOptions, NodeHostOptions>? with = null,
        CommitRule? rule = null)
    {
        rule ??= new() { Kind = CommitRuleKind.Threshold, Threshold = Price * 16 };
        NodeOptions terms = new(Price, FreezeRuleKind.OwnPending, Credits.Zero, rule, window, 1, 1);
        NodeEndpointOptions endpoint = new(LedgerCase.Chain, terms, LedgerCase.Chain);
        NodeHostOptions options = new(endpoint, signer, Content, log, Keep(Ledger.Connect(signer.Key)));
        LiveNode node = Keep(new LiveNode(signer, with?.Invoke(options) ?? options));
        Nodes.Add(node);
        return node;
    }

    /// <summary>A user with money for so many chunks, a grant for them, and no lane yet.</summary>
    public async Task<LiveUser> AddUserAsync(
        long chunks, IBlockSink? sink = null, UserBuffers? buffers = null, PublicKey[]? scope = null)
    {
        Ed25519Signer payer = NewSigner(), device = NewSigner();
        Grant grant = new(
            LedgerCase.Chain, payer.Key, device.Key, 0, 3, Price * chunks, Credits.Zero, Price,
            scope is null ? NodeScope.Any : NodeScope.Of(scope), 24, new Instant(long.MaxValue),
            default);
        SignedGrant signed = new(grant, grant.Sign(payer));
        if (chunks > 0) await LedgerCase.Applies(Bank, LedgerTransactions.Of(new Deposit(payer.Key, Price * chunks, IsStake: false)));
        await LedgerCase.Applies(Bank, LedgerTransactions.Of(signed));
        return Keep(new LiveUser(this, payer.Key, device, signed, sink, buffers, scope));
    }

    /// <summary>Waits until something holds; fails after a minute.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (!holds())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"not within a minute: {what}");
            await Task.Delay(5, CancellationToken.None);
        }
    }

    /// <summary>Nothing was made or lost, and nodes have what users lack.</summary>
    public void AssertConserved() => Ledger.Read(ledger =>
    {
        ledger.Audit();
        return true;
    });

    public long EarnedChunks => Ledger.Read(ledger => (long)(ledger.NodeCredits / Price.Units));

    public async ValueTask DisposeAsync()
    {
        for (int i = _open.Count - 1; i >= 0; i--) await _open[i].DisposeAsync();
        await Bank.DisposeAsync();
        await Ledger.DisposeAsync();
    }
}

/// <summary>A node and its listener.</summary>
internal sealed class LiveNode : IAsyncDisposable
{
    private readonly TcpFrameListener _listener;
    private Task<WebSocketFrameListener>? _webSockets;

    public LiveNode(Ed25519Signer signer, NodeHostOptions options)
    {
        (Signer, Options) = (signer, options);
        Host = new NodeHost(options);
        _listener = new TcpFrameListener(new IPEndPoint(IPAddress.Loopback, 0), Host.Accept);
    }

    public Ed25519Signer Signer { get; }

    public NodeHostOptions Options { get; }

    public NodeHost Host { get; }

    public IPEndPoint At => _listener.At;

    /// <summary>Connects to it by TCP, or by a WebSocket that it is made to listen for.</summary>
    public async ValueTask<IByteStream> ConnectAsync(bool byWebSocket, CancellationToken cancel = default)
    {
        if (!byWebSocket) return await TcpByteStream.ConnectAsync(At, cancel);
        Task<WebSocketFrameListener> listening = LazyInitializer.EnsureInitialized(
            ref _webSockets, () => WebSocketFrameListener.StartAsync(new IPEndPoint(IPAddress.Loopback, 0), Host.Accept));
        return await WebSocketByteStream.ConnectAsync((await listening).At, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_webSockets is not null) await (await _webSockets).DisposeAsync();
        await _listener.DisposeAsync();
        await Host.DisposeAsync();
    }
}

/// <summary>A user, what it may spend, and what it got.</summary>
internal sealed class LiveUser(LiveNet net, PublicKey payer, Ed25519Signer device, SignedGrant grant, IBlockSink? sink, UserBuffers? buffers,
    PublicKey[]? scope)
    : IAsyncDisposable
{
    public PublicKey Payer { get; } = payer;

    public SignedGrant Grant { get; } = grant;

    public Ed25519Signer Device { get; } = device;

    public BlockShelf Shelf { get; } = new(net.Content);

    public UserHost Host => _host ??= new UserHost(Device, sink ?? Shelf, buffers);

    private UserHost? _host;

    public ClientOptions To(PublicKey node, int window, int lane = 0)
    {
        ClaimPath path = scope is null || !scope.Contains(node) ? ClaimPath.Any : ClaimPath.Of(scope, node);
        return new(LedgerCase.Chain, Grant, node, 0)
        {
            Window = window, Lane = lane, ServingNodes = Math.Max(1, net.Nodes.Count), ScopeTurns = path.Turns, ScopeSiblings = path.Siblings,
        };
    }

    public UserLane Open(LiveNode node, int window = 8, int lane = 0, Func<UserLaneOptions, UserLaneOptions>? with = null)
    {
        UserLaneOptions options = UserLaneOptions.ByTcp(To(node.Host.Key, window, lane), node.At);
        return Host.Open(with?.Invoke(options) ?? options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
    }
}

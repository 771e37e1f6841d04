using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>One node, one client and the two directions between them: a driver in which the test is the network, the clock and the disk.</summary>
internal sealed class Line
{
    public static readonly Hash256 Chain = Blake3.Hash("a chain"u8);
    public static readonly Credits Price = new(1_000_000);

    public readonly FakeSignatures Signatures;
    public readonly ContentShelf Shelf;
    public readonly Queue<byte[]> ToNode = new(), ToClient = new();
    public readonly List<byte> Log = [];
    public readonly List<(Hash256 Content, long Block, byte[] Bytes)> Delivered = [];
    public readonly List<LaneKey> Redeemed = [];
    private readonly EndpointOutbox _outbox = new();
    private readonly byte[] _frame = new byte[FrameHeader.MaxFrameLength];
    private long _connection;

    public Line(ExchangeMode mode = ExchangeMode.Encrypted, int window = 8, int interval = 4, TicketKind tickets = TicketKind.HashChain)
    {
        (Signatures, Shelf) = (new FakeSignatures(), new ContentShelf());
        NodeOptions business = new(
            Price, FreezeRuleKind.OwnPending, Credits.Zero, new CommitRule { Kind = CommitRuleKind.Threshold, Threshold = Price * 16 }, window, 1, 1)
        {
            Mode = mode,
        };
        NodeSigner = Signatures.Signer(1);
        NodeSetup = new NodeEndpointOptions(Chain, business, Blake3.Hash("node's secret"u8))
        {
            HeaderInterval = interval, Tickets = tickets, FreshnessBound = Duration.Zero,
        };
        Node = NewNode(0);
        Grant grant = new(
            Chain, Signatures.Signer(2).Key, Signatures.Signer(3).Key, 0, 10, Price * 10_000, Price * 10_000, Price,
            NodeScope.Any, 4, new Instant(long.MaxValue), default);
        SignedGrant signed = new(grant, grant.Sign(Signatures.Signer(2)));
        ClientSetup = new ClientOptions(Chain, signed, NodeSigner.Key, 0) { Mode = mode, Window = window, Tickets = tickets };
        Client = new ClientEndpoint(ClientSetup, Signatures.Signer(3), Signatures, new KeyedRandomBytes(1, 2, 0));
    }

    /// <summary>A lane that somebody else granted, to a node that has contents already.</summary>
    public Line(FakeSignatures signatures, ContentShelf shelf, ISigner node, ISigner device, ClientOptions lane, Credits price)
    {
        (Signatures, Shelf, NodeSigner, ClientSetup) = (signatures, shelf, node, lane);
        NodeOptions business = new(
            price, FreezeRuleKind.OwnPending, Credits.Zero, new CommitRule { Kind = CommitRuleKind.Threshold, Threshold = price }, 8, 1, 1);
        NodeSetup = new NodeEndpointOptions(lane.Chain, business, Blake3.Hash("another secret"u8)) { HeaderInterval = 2, FreshnessBound = Duration.Zero };
        Node = NewNode(0);
        Epoch(lane.Epoch);
        Client = new ClientEndpoint(lane, device, signatures, new KeyedRandomBytes(1, 2, 0));
    }

    public ISigner NodeSigner { get; }

    public NodeEndpointOptions NodeSetup { get; set; }

    public ClientOptions ClientSetup { get; }

    public NodeEndpoint Node { get; set; }

    public ClientEndpoint Client { get; set; }

    public bool IsConnected { get; private set; }

    public LaneKey Lane => new(ClientSetup.Grant.Grant.Id(), NodeSigner.Key, ClientSetup.Lane, 0);

    public static Instant Now => new(1);

    public NodeEndpoint NewNode(int incarnation) =>
        new(new NodeId(0), NodeSetup, NodeSigner, Signatures, new KeyedRandomBytes(1, 1, incarnation), Shelf);

    public void Connect()
    {
        IsConnected = true;
        Client.OnConnected(Now, ++_connection, _outbox);
        CarryClient();
    }

    /// <summary>Another client that connects, is answered, and goes away.</summary>
    public ClientEndpoint Opened(ClientOptions options)
    {
        Client = new ClientEndpoint(options, Signatures.Signer(3), Signatures, new KeyedRandomBytes(1, 3, (int)_connection));
        Connect();
        Run();
        ClientEndpoint client = Client;
        Disconnect();
        return client;
    }

    public void Epoch(long epoch)
    {
        Node.OnEpoch(Now, epoch, _outbox);
        CarryNode();
    }

    public void Fetch(Hash256 content, long first, long count)
    {
        Client.Fetch(Now, content, Shelf.Tree(content).Blocks, first, count, _outbox);
        CarryClient();
    }

    /// <summary>The node hears of the ledger.</summary>
    public void Hear(Instant at)
    {
        Node.OnLedgerHeard(at, _outbox);
        CarryNode();
    }

    public void Finish()
    {
        Client.Finish(Now, _outbox);
        CarryClient();
    }

    public void Disconnect()
    {
        IsConnected = false;
        ToNode.Clear();
        ToClient.Clear();
        Client.OnClosed(Now, _outbox);
        CarryClient();
        Node.OnClosed(Now, _connection, _outbox);
        CarryNode();
    }

    /// <summary>What the node says to a stranger's frame.</summary>
    public List<byte[]> Ask(long connection, byte[] frame)
    {
        (long mine, bool wasConnected) = (_connection, IsConnected);
        byte[][] underWay = [.. ToClient];
        ToClient.Clear();
        (_connection, IsConnected) = (connection, true);
        Node.OnFrame(Now, connection, frame, _outbox);
        CarryNode();
        List<byte[]> said = [.. ToClient];
        ToClient.Clear();
        foreach (byte[] each in underWay) ToClient.Enqueue(each);
        (_connection, IsConnected) = (mine, wasConnected);
        return said;
    }

    /// <summary>Delivers until nothing is under way.</summary>
    public void Run()
    {
        while (ToNode.Count + ToClient.Count > 0) Step();
    }

    /// <summary>Delivers one frame up and one down, if there are any.</summary>
    public void Step()
    {
        StepUp();
        StepDown();
    }

    public void StepUp()
    {
        if (!ToNode.TryDequeue(out byte[]? up)) return;
        Node.OnFrame(Now, _connection, up, _outbox);
        CarryNode();
    }

    public void StepDown()
    {
        if (!ToClient.TryDequeue(out byte[]? down)) return;
        Client.OnFrame(Now, down, _outbox);
        CarryClient();
    }

    /// <summary>The node's process dies, and its log alone is left.</summary>
    public void Restart(int incarnation)
    {
        Disconnect();
        Node = NewNode(incarnation);
        int good = Node.Restore(Now, 0, Log.ToArray(), _outbox);
        Assert.Equal(Log.Count, good);
        CarryNode();
    }

    /// <summary>The node writes its log anew, with what a restart needs and no more.</summary>
    public void Compact()
    {
        Log.Clear();
        Node.Compact(_outbox);
        CarryNode();
    }

    public void CarryNode()
    {
        EndpointEffect[] effects = _outbox.Effects.ToArray();
        byte[][] bytes = [.. effects.Select(effect => _outbox.BytesOf(effect).ToArray())];
        _outbox.Clear();
        for (int i = 0; i < effects.Length; i++) CarryNode(effects[i], bytes[i]);
    }

    private void CarryNode(EndpointEffect effect, byte[] bytes)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                if (IsConnected && effect.Connection == _connection) ToClient.Enqueue(bytes);
                break;
            case EndpointEffectKind.SendChunk:
                ReadOnlySpan<byte> block = Shelf.Block(effect.Content, effect.Block);
                ContentTree tree = Shelf.Tree(effect.Content);
                Span<byte> proof = stackalloc byte[SliceProof.MaxBytes];
                Span<byte> nodes = stackalloc byte[GroupTree.MaxBytes];
                int proofLength = SliceProof.Write(tree, (int)effect.Block, !Node.IsFirstOfRequest(effect), proof);
                int treeLength = GroupTree.Write(block, effect.Block, tree.Blocks == 1, nodes, out _);
                int length = Node.Seal(effect, block, proof[..proofLength], nodes[..treeLength], _frame);
                if (length > 0 && IsConnected) ToClient.Enqueue(_frame[..length]);
                break;
            case EndpointEffectKind.Record:
                Log.AddRange(bytes);
                EndpointOutbox later = new();
                Node.OnRecorded(Now, effect.Number, later);
                foreach (EndpointEffect next in later.Effects.ToArray()) CarryNode(next, later.BytesOf(next).ToArray());
                break;
            case EndpointEffectKind.Watch:
                EndpointOutbox opened = new();
                Node.OnAccountOpened(Now, effect.User, Price * 1_000_000, Credits.Zero, opened);
                foreach (EndpointEffect next in opened.Effects.ToArray()) CarryNode(next, opened.BytesOf(next).ToArray());
                break;
            case EndpointEffectKind.Redeem:
                Redeemed.Add(effect.Lane);
                break;
            default:
                break;
        }
    }

    private void CarryClient()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            if (effect.Kind == EndpointEffectKind.Send && IsConnected) ToNode.Enqueue(_outbox.BytesOf(effect).ToArray());
            if (effect.Kind == EndpointEffectKind.Deliver) Delivered.Add((effect.Content, effect.Block, Client.PlaintextOf(effect).ToArray()));
        }

        _outbox.Clear();
    }
}

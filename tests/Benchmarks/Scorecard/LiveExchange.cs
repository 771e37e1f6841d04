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

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// A live node and its users in this process, over TCP on loopback: signatures, ciphers and hashes of both sides, tickets, a log and a ledger
/// in memory. Bytes count when they are delivered: verified plain text.
/// </summary>
internal sealed class LiveExchange : LiveBytes, IBlockSink
{
    private const int Window = 32;

    /// <summary>Contents that a lane has wanted ahead.</summary>
    private const int Ahead = 3;

    private static readonly Credits Price = new(1);
    private static readonly Hash256 Chain = Blake3.Hash("a live benchmark"u8);

    private readonly MemoryLedger _ledger;
    private readonly NodeHost _node;
    private readonly TcpFrameListener _listener;
    private readonly ILedgerLink _link;
    private readonly List<UserHost> _users = [];
    private readonly Hash256 _content;
    private readonly int _blocks;
    private readonly long[] _wanted = new long[Connections];
    private long _received;
    private volatile bool _runs;

    public LiveExchange(MemoryContent content, bool sendsInline)
    {
        _blocks = content.Tree.Blocks;
        byte[] bytes = new byte[_blocks * ContentBlock.Bytes];
        for (int block = 0; block < _blocks; block++) content.Block(block).CopyTo(bytes.AsSpan(block * ContentBlock.Bytes));
        MemoryContentStore store = new();
        _content = store.Add(bytes);
        LedgerSettings settings = new()
        {
            EpochHeights = 1L << 30, GraceHeights = 100, DisputeHeights = 100, WithdrawHeights = 0, UnbondingHeights = 1L << 32,
        };
        _ledger = new MemoryLedger(new LedgerTerms(Chain, settings));
        Ed25519Signer node = Signer(1);
        _link = _ledger.Connect(node.Key);
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = Price * 4_096 };
        NodeOptions business = new(Price, FreezeRuleKind.OwnPending, Credits.Zero, rule, Window, 1, 1);
        _node = new NodeHost(
            new NodeHostOptions(new NodeEndpointOptions(Chain, business, Chain), node, store, new MemoryNodeLog(keepsRecords: false), _link)
            {
                SendsInline = sendsInline,
            });
        _listener = new TcpFrameListener(new IPEndPoint(IPAddress.Loopback, 0), _node.Accept);
        Submit(LedgerTransactions.Of(new Deposit(node.Key, new Credits(1_000_000), IsStake: true)));
        UserBuffers buffers = new();
        for (int i = 0; i < Connections; i++) Open((byte)(10 + i), buffers);
    }

    protected override long Received => Interlocked.Read(ref _received);

    public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain)
    {
        Interlocked.Add(ref _received, plain.Length);
        int user = UserOf(lane);
        if (_runs && lane.Counters.Delivered + (long)(Ahead - 1) * _blocks > _wanted[user]) _ = Task.Run(() => Want(user));
    }

    public void Ended(UserLane lane)
    {
        if (lane.State != LiveLaneState.Cancelled)
            throw new InvalidOperationException($"the exchange ended: {lane.State}, {lane.Read(c => c.Refusal)}, {lane.Read(c => c.Fault)}");
    }

    public override void Dispose()
    {
        foreach (UserHost user in _users) user.DisposeAsync().AsTask().Wait();
        _listener.DisposeAsync().AsTask().Wait();
        _node.DisposeAsync().AsTask().Wait();
        _link.DisposeAsync().AsTask().Wait();
        _ledger.DisposeAsync().AsTask().Wait();
    }

    protected override void Resume()
    {
        _runs = true;
        for (int user = 0; user < _users.Count; user++) Want(user);
    }

    protected override void Pause()
    {
        _runs = false;
        while (_users.Any(user => user.Lanes[0].Counters.Delivered < _wanted[_users.IndexOf(user)])) Thread.Sleep(5);
        if (_node.Failure is { } failure) throw new InvalidOperationException("the node failed", failure);
    }

    private int UserOf(UserLane lane) => _users.FindIndex(user => user.Lanes.Count > 0 && user.Lanes[0] == lane);

    private void Want(int user)
    {
        UserLane lane = _users[user].Lanes[0];
        lock (_wanted)
        {
            while (_wanted[user] < lane.Counters.Delivered + ((long)Ahead * _blocks))
            {
                _wanted[user] += _blocks;
                lane.Fetch(_content, _blocks, 0, _blocks);
            }
        }
    }

    private void Open(byte name, UserBuffers buffers)
    {
        Ed25519Signer payer = Signer(name), device = Signer((byte)(name + 100));
        Credits money = new(1_000_000_000_000);
        Grant grant = new(Chain, payer.Key, device.Key, 0, 9, money, money, Price, NodeScope.Any, 1, new Instant(long.MaxValue), default);
        SignedGrant signed = new(grant, grant.Sign(payer));
        Submit(LedgerTransactions.Of(new Deposit(payer.Key, money, IsStake: false)));
        Submit(LedgerTransactions.Of(signed));
        UserHost user = new(device, this, buffers);
        user.Open(UserLaneOptions.ByTcp(new ClientOptions(Chain, signed, _node.Key, 0) { Window = 2 * Window }, _listener.At));
        _users.Add(user);
    }

    private void Submit(byte[] transaction)
    {
        LedgerReceipt receipt = _link.SubmitAsync(transaction, CancellationToken.None).AsTask().Result;
        if (receipt.Verdict.IsRefused) throw new InvalidOperationException($"the ledger refuses: {receipt.Verdict.Refusal}");
    }

    private static Ed25519Signer Signer(byte name)
    {
        byte[] seed = new byte[Ed25519Signer.SeedBytes];
        seed[0] = name;
        return new Ed25519Signer(seed);
    }
}

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
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;

namespace Fleek.Tests.Live;

/// <summary>A ledger, nodes that listen on loopback, and users with money.</summary>
internal sealed class LiveNet : IAsyncDisposable
{
    public static readonly Credits Price = new(1_000);

    public static readonly Hash256 Chain = Blake3.Hash("live tests"u8);

    public static readonly LedgerTerms Terms = new(Chain, new LedgerSettings
    {
        EpochHeights = 1L << 30,
        GraceHeights = 1_000,
        DisputeHeights = 100,
        WithdrawHeights = 0,
        UnbondingHeights = 1L << 31,
        SlashAmount = new(500),
        PosterDeposit = new(50),
    });

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<IAsyncDisposable> _open = [];
    private int _names = 100;

    public LiveNet(LedgerTerms? terms = null)
    {
        Ledger = new MemoryLedger(terms ?? Terms);
        Bank = Ledger.Connect(Signer(1).Key);
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

    /// <summary>A key of its own for each number.</summary>
    public static Ed25519Signer Signer(int name)
    {
        byte[] seed = new byte[Ed25519Signer.SeedBytes];
        Blake3.Hash(BitConverter.GetBytes(name)).CopyTo(seed);
        return new Ed25519Signer(seed);
    }

    public Ed25519Signer NewSigner() => Signer(++_names);

    public async Task<LiveNode> AddNodeAsync(
        int window = 8, Func<NodeHostOptions, NodeHostOptions>? with = null, CommitRule? rule = null)
    {
        Ed25519Signer signer = NewSigner();
        await SubmitAsync(LedgerTransactions.Of(new Deposit(signer.Key, Price * 100, IsStake: true)));
        return Start(signer, new MemoryNodeLog(), window, with, rule);
    }

    public LiveNode Start(
        Ed25519Signer signer, INodeLog log, int window = 8, Func<NodeHostOptions, NodeHostOptions>? with = null,
        CommitRule? rule = null)
    {
        rule ??= new() { Kind = CommitRuleKind.Threshold, Threshold = Price * 16 };
        NodeOptions terms = new(Price, FreezeRuleKind.OwnPending, Credits.Zero, rule, window, 1, 1);
        NodeEndpointOptions endpoint = new(Chain, terms, Chain);
        NodeHostOptions options = new(endpoint, signer, Content, log, Keep(Ledger.Connect(signer.Key)));
        LiveNode node = Keep(new LiveNode(signer, with?.Invoke(options) ?? options));
        Nodes.Add(node);
        return node;
    }

    /// <summary>A user with money for so many chunks, a grant for them, and no lane yet.</summary>
    /// <param name="isCapped">The grant says that one node may take all of it, so that a node promises ahead of the window.</param>
    public async Task<LiveUser> AddUserAsync(
        long chunks, IBlockSink? sink = null, UserBuffers? buffers = null, PublicKey[]? scope = null, bool isCapped = false)
    {
        Ed25519Signer payer = NewSigner(), device = NewSigner();
        Grant grant = new(
            Chain, payer.Key, device.Key, 0, 3, Price * chunks, isCapped ? Price * chunks : Credits.Zero, Price,
            scope is null ? NodeScope.Any : NodeScope.Of(scope), 24, new Instant(long.MaxValue),
            default);
        SignedGrant signed = new(grant, grant.Sign(payer));
        if (chunks > 0) await SubmitAsync(LedgerTransactions.Of(new Deposit(payer.Key, Price * chunks, IsStake: false)));
        await SubmitAsync(LedgerTransactions.Of(signed));
        return Keep(new LiveUser(this, payer.Key, device, signed, sink, buffers, scope));
    }

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="TimeoutException">It does not within a minute.</exception>
    public static async Task UntilAsync(Func<bool> holds, string what)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!holds())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"not within a minute: {what}");
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

    private async Task SubmitAsync(byte[] transaction)
    {
        LedgerReceipt receipt = await Bank.SubmitAsync(transaction, CancellationToken.None);
        if (receipt.Verdict.IsRefused) throw new InvalidOperationException($"the ledger refuses: {receipt.Verdict.Refusal}");
    }
}

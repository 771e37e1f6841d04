using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.Live;
using Fleek.Sim.Live.Ledgers;
using Fleek.Sim.Live.Nodes;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;
using Fleek.Sim.Live.Users;
using Fleek.Tests.Live.Ledgers;

namespace Fleek.Tests.Live.Conformance;

/// <summary>Plays by real sockets: TCP on loopback, the real clock, a ledger in memory.</summary>
internal sealed class SocketArm : ExchangeArm
{
    private readonly LiveNet _net = new(new LedgerTerms(Chain, Settings));
    private readonly LiveClock _clock = new();
    private readonly LocalHints _hints = new();

    public override Instant Now => _clock.Now;

    public override async Task<LedgerVerdict> SubmitAsync(byte[] transaction) =>
        (await _net.Bank.SubmitAsync(transaction, CancellationToken.None)).Verdict;

    public override T Look<T>(Func<ExchangeLedger, T> look) => _net.Ledger.Read(look);

    public override async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using CancellationTokenSource patience = new(LedgerCase.Patience);
        while (!await holds())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"not within a minute: {what}");
            await Task.Delay(2, CancellationToken.None);
        }
    }

    public override ValueTask DisposeAsync() => _net.DisposeAsync();

    protected override IArmNode Start(NodeEndpointOptions options, Ed25519Signer signer, ArmContent[] contents) =>
        _net.Keep(new Node(this, options, signer, new ArmStore(contents)));

    protected override ArmLane Connect(ClientOptions client, ISigner device, IArmNode node, FrameTape tape)
    {
        Lane lane = new(tape);
        UserHost host = _net.Keep(new UserHost(device, lane));
        lane.Its = host.Open(new UserLaneOptions(client, async cancel =>
        {
            IByteStream stream = await TcpByteStream.ConnectAsync(((Node)node).Its.At, cancel);
            tape.Begin();
            return new TapedStream(stream, tape);
        }));
        return lane;
    }

    /// <summary>A transaction that is none: it is refused, and has a height all the same.</summary>
    protected override Task PassHeightAsync() => SubmitAsync([]);

    private sealed class Lane(FrameTape tape) : ArmLane(tape), IBlockSink
    {
        public UserLane Its { get; set; } = null!;

        public override string End => $"{Its.State}";

        public override T Read<T>(Func<ClientEndpoint, T> look) => Its.Read(look);

        public override void Fetch(Hash256 content, long contentBlocks, long first, long count) => Its.Fetch(content, contentBlocks, first, count);

        public override void Finish() => _ = Its.FinishAsync();

        public override void Cut() => Its.Cut();

        public void Deliver(UserLane lane, in DeliveredBlock block, ReadOnlySpan<byte> plain) => Take(block.Content, block.Block, plain);

        public void Ended(UserLane lane) => Assert.Null(lane.Failure);
    }

    private sealed class Node : IArmNode, IAsyncDisposable
    {
        private readonly SocketArm _arm;
        private readonly Ed25519Signer _signer;
        private readonly MemoryNodeLog _log = new();
        private readonly NodeEndpointOptions _options;
        private readonly ArmStore _store;
        private readonly long[] _refusals = new long[Enum.GetValues<RefuseReason>().Length];
        private SilentLink _link = null!;

        public Node(SocketArm arm, NodeEndpointOptions options, Ed25519Signer signer, ArmStore store)
        {
            (_arm, _options, _signer, _store) = (arm, options, signer, store);
            Its = Begin();
        }

        public LiveNode Its { get; private set; }

        public PublicKey Key => _signer.Key;

        public bool IsGone { get; private set; }

        public long Chunks => Its.Host.Counters.Chunks;

        public long HintsHeard => Its.Host.Counters.HintsHeard;

        public long Refusals(RefuseReason reason) => _refusals[(int)reason] + Its.Host.Counters.Refusals(reason);

        public Task<bool> IsStaleAsync() => Its.Host.AskAsync(node => node.IsStale(_arm.Now));

        public Task<Credits> BalanceAsync() => Its.Host.AskAsync(node => node.AccountOf(new UserId(0)).LedgerBalance);

        public Task<IReadOnlyList<HeldLane>> LanesAsync() => Its.Host.AskAsync<IReadOnlyList<HeldLane>>(node => [.. node.Lanes]);

        public void Silence(bool isSilent) => _link.IsSilent = isSilent;

        public async Task RestartAsync()
        {
            await Its.DisposeAsync(); // as a crash
            foreach (RefuseReason reason in Enum.GetValues<RefuseReason>()) _refusals[(int)reason] += Its.Host.Counters.Refusals(reason);
            Its = Begin();
        }

        public async Task<bool> DrainAsync()
        {
            bool isFinal = await Its.Host.DrainAsync(LedgerCase.Patience);
            IsGone = true;
            return isFinal;
        }

        public async ValueTask DisposeAsync()
        {
            await _link.DisposeAsync();
            await _log.DisposeAsync();
        }

        private LiveNode Begin() => _arm._net.Start(_signer, _log, with: o => o with
        {
            Endpoint = _options,
            Content = _store,
            Ledger = _link = new SilentLink(o.Ledger),
            Hints = _arm._hints.Join(_signer.Key),
        });
    }
}

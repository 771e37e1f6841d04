using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;
using Fleek.Sim.World.Exchange;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.Live.Conformance;

/// <summary>Plays by the simulator: virtual time, simulated links, World's ledger of exchanges.</summary>
internal sealed class SimulatorArm : ExchangeArm
{
    /// <summary>Of the virtual clock.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(600L);

    private static readonly ExchangeTerms Link = new(Price) { Delay = Duration.FromMilliseconds(1) };

    private readonly ExchangeNet _net;
    private long _streams;

    public SimulatorArm()
    {
        Ed25519Verifier verifier = new();
        _net = new ExchangeNet(new ExchangeBank(Chain, verifier, Settings), verifier, Instant.Zero + Duration.FromSeconds(3_600L));
    }

    public override Instant Now => _net.Now;

    public override Task<LedgerVerdict> SubmitAsync(byte[] transaction)
    {
        LedgerVerdict verdict = _net.Bank.Submit(transaction);
        _net.Settle();
        return Task.FromResult(verdict);
    }

    public override T Look<T>(Func<ExchangeLedger, T> look) => look(_net.Bank.Ledger);

    public override async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        Instant until = _net.Now + Patience;
        while (!await holds()) Assert.True(_net.Step(until), $"nothing happens any more before: {what}");
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IArmNode Start(NodeEndpointOptions options, Ed25519Signer signer, ArmContent[] contents) =>
        new Node(this, _net.AddNode(options, signer, NewRandom(), new ExchangeShelf([.. contents]), keepsLog: true));

    protected override ArmLane Connect(ClientOptions client, ISigner device, IArmNode node, FrameTape tape)
    {
        Lane lane = new(tape);
        lane.Its = _net.AddLane(((Node)node).Its, device, NewRandom(), new ExchangeLaneOptions(client, Link, lane)
        {
            RetryAfter = Duration.FromMilliseconds(50),
            KeysLateAfter = Duration.FromSeconds(3L),
            Began = tape.Begin,
            Twist = (direction, frame) => tape.Pass(direction == LaneDirection.Up, frame),
        });
        lane.Its.Connect();
        return lane;
    }

    protected override Task PassHeightAsync()
    {
        _net.Bank.Advance(_net.Bank.Ledger.Height + 1);
        _net.Settle();
        return Task.CompletedTask;
    }

    private KeyedRandomBytes NewRandom() => new(1, ++_streams, 0);

    private sealed class Lane(FrameTape tape) : ArmLane(tape), IExchangeSink
    {
        public ExchangeLane Its { get; set; } = null!;

        public override string End => Its.End is { } end ? $"{end}" : "Running";

        public override T Read<T>(Func<ClientEndpoint, T> look) => look(Its.Client);

        public override void Fetch(Hash256 content, long contentBlocks, long first, long count) => Its.Fetch(content, contentBlocks, first, count);

        public override void Finish() => Its.Finish();

        public override void Cut() => Its.Cut();

        public void Deliver(ExchangeLane lane, in EndpointEffect delivery, ReadOnlySpan<byte> plain) => Take(delivery.Content, delivery.Block, plain);
    }

    private sealed class Node(SimulatorArm arm, ExchangeNode its) : IArmNode
    {
        /// <summary>Without a chunk or a key for so long, what was under way has come.</summary>
        private static readonly Duration Quiet = Duration.FromSeconds(1L);

        public ExchangeNode Its => its;

        public PublicKey Key => its.Key;

        public bool IsGone { get; private set; }

        public long Chunks => its.Chunks;

        public long HintsHeard => its.HintsHeard;

        public long Refusals(RefuseReason reason) => its.Refusals(reason);

        public Task<bool> IsStaleAsync() => Task.FromResult(its.Endpoint.IsStale(arm._net.Now));

        public Task<Credits> BalanceAsync() => Task.FromResult(its.Endpoint.AccountOf(new UserId(0)).LedgerBalance);

        public Task<IReadOnlyList<HeldLane>> LanesAsync() => Task.FromResult<IReadOnlyList<HeldLane>>([.. its.Endpoint.Lanes]);

        public void Silence(bool isSilent) => its.Silence(isSilent);

        public Task RestartAsync()
        {
            its.Restart();
            return Task.CompletedTask;
        }

        public Task<bool> DrainAsync()
        {
            its.BeginDrain();
            Instant until = arm._net.Now + Quiet;
            while (arm._net.Step(until))
            {
                // Payments for what was sent come, and their keys leave.
            }

            its.EndDrain();
            arm._net.Settle();
            IsGone = true;
            return Task.FromResult(true);
        }
    }
}

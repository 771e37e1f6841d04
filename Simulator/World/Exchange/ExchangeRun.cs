using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// Drives a node and a client of the fair exchange (docs/protocol.md) that move one content over a simulated link: the endpoints of
/// production with real cryptography, on a virtual clock. What computing takes does not count on that clock.
/// </summary>
/// <remarks>
/// The node's log is durable as soon as it is written, its ledger view shows everything at once. Memory is bounded by the window:
/// frames under way and chunks that wait for keys; buffers are used again.
/// </remarks>
public sealed class ExchangeRun : IExchangeSink
{
    /// <summary>Chunks between two redeems: what the ledger is spared.</summary>
    private const int RedeemEvery = 4_096;

    private const long Epoch = 1L << 30;
    private const long DisputeHeights = 100;

    /// <summary>Late enough that a grant can have run out before.</summary>
    private static readonly Instant Start = Instant.Zero + Duration.FromSeconds(3_600L);

    private readonly ExchangeTerms _terms;
    private readonly ExchangeParties _parties;
    private readonly IBlockSource _content;
    private readonly IExchangeObserver _observer;
    private readonly ExchangeBank _bank;
    private readonly ExchangeNet _net;
    private readonly ExchangeNode _node;
    private readonly ExchangeLane _client;
    private readonly LaneKey _lane;
    private readonly Hash256 _chain;
    private readonly Credits _deposit, _stake;
    private Instant _lastDelivery = Start;
    private Credits _slashed, _refunded;
    private long _delivered, _deliveredBytes;

    /// <exception cref="ArgumentException">The terms are out of their ranges.</exception>
    public ExchangeRun(ExchangeTerms terms, ExchangeParties parties, IBlockSource content, IExchangeObserver observer)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(parties);
        ArgumentNullException.ThrowIfNull(content);
        if (terms.Window is < 1 or > ExchangeTerms.MaxWindow) throw new ArgumentException("a window that cannot be", nameof(terms));
        if (terms.Price <= Credits.Zero) throw new ArgumentException("a price above zero", nameof(terms));
        long chunks = content.Tree.Blocks;
        if (!terms.TryDeposit(chunks, out _deposit)) throw new ArgumentException("a price beyond any account", nameof(terms));
        (_terms, _parties, _content, _observer) = (terms, parties, content, observer);
        _stake = terms.Price * ExchangeTerms.StakeChunks;
        _chain = Blake3.Hash("fleek-sim exchange"u8);
        _bank = BankOf();
        _net = new ExchangeNet(_bank, parties.Verifier, Start);
        SignedGrant grant = GrantOf(chunks);
        _bank.Submit(grant); // one that the ledger refuses is not known to it, and redeems nothing
        ExchangeFaults faults = new(content, terms.Fault);
        _node = _net.AddNode(OptionsOf(), parties.Node, parties.NodeRandom, new ExchangeShelf(faults), keepsLog: false);
        ClientOptions client = new(grant.Grant.Chain, grant, parties.Node.Key, 0)
        {
            Mode = terms.Mode, Tickets = terms.Tickets, Window = terms.Window,
        };
        _client = _net.AddLane(_node, parties.Device, parties.ClientRandom, new ExchangeLaneOptions(client, terms, this)
        {
            Twist = terms.Fault == ExchangeFault.FlippedFrame ? faults.Twist : null,
        });
        _lane = new LaneKey(grant.Grant.Id(), parties.Node.Key, 0, 0);
    }

    /// <summary>Chunks that were delivered so far; may be read from another thread.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Runs the exchange to its end.</summary>
    /// <exception cref="Adapters.Latency.InputFileException">The content is no longer what it was.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvariantViolationException">A rule of the protocol broke, or money was made or lost.</exception>
    public ExchangeReport Run(CancellationToken cancel)
    {
        Hash256 content = _terms.Fault == ExchangeFault.WrongContent ? Blake3.Hash("no content"u8) : _content.Tree.Root;
        long chunks = _content.Tree.Blocks;
        ExchangeConnection connection = _client.Connect()!;
        _client.Fetch(content, chunks, 0, chunks);
        bool finished = false;
        while (_client.IsConnected)
        {
            cancel.ThrowIfCancellationRequested();
            if (_net.Step(Instant.Never)) continue;
            if (finished || _delivered < chunks) break;
            finished = true;
            _client.Finish();
        }

        return Report(connection, chunks);
    }

    void IExchangeSink.Deliver(ExchangeLane lane, in EndpointEffect delivery, ReadOnlySpan<byte> plain)
    {
        Invariant.Require(delivery.Block == _delivered, "exchange: a block was delivered out of order, or twice");
        _observer.Deliver(_delivered, plain);
        _deliveredBytes += plain.Length;
        _lastDelivery = _net.Now;
        Volatile.Write(ref _delivered, _delivered + 1);
    }

    private ExchangeReport Report(ExchangeConnection connection, long chunks)
    {
        ClientEndpoint client = _client.Client;
        bool whole = _delivered == chunks && client.Fault == ClientFault.None;
        Duration time = (whole ? _lastDelivery : _net.Now) - Start;
        _client.Cut();
        _node.Closed(connection);
        long owed = client.Outstanding;
        long refunded = client.Fault == ClientFault.WrongPlaintext ? Dispute() : 0;
        // What the node holds and its commit rule has not yet submitted.
        if (_node.Endpoint.TicketOf(_lane) is { Kind: not HeldTicket.Nothing } held && held.Cumulative > _bank.Ledger.ClaimedOf(_lane))
            ExchangeBank.Require(_bank.Redeem(held, new ScopePath(0, [])), "a ticket that the node took");
        (ExchangeLink up, ExchangeLink down) = (connection.Up, connection.Down);
        Credits paid = client.Cumulative;
        return new ExchangeReport(
            _delivered, _deliveredBytes, client.Refusal, client.Fault, paid, paid.Units / _terms.Price.Units, owed, refunded, _client.Payments, time,
            down.Frames, up.Frames, down.Bytes, up.Bytes, down.Retransmissions + up.Retransmissions, Settle())
        {
            IsWhole = whole,
        };
    }

    /// <summary>
    /// Posts what the client holds against a node that lied about a block: first that block (D2), then the keys that it still owes (D1). The
    /// node does not come back to publish them.
    /// </summary>
    /// <returns>Chunks that the payer does not pay for in the end.</returns>
    private long Dispute()
    {
        byte[] headers = new byte[HeaderEvidence.MaxHeaders * ChunkHeader.Length];
        byte[] siblings = new byte[GroupTree.MaxPathBytes + (WrongPlaintext.MaxPath * Hash256.Length)];
        if (!_client.Client.TryWrongPlaintext(headers, siblings, out WrongPlaintext wrong)) return 0;
        Credits before = Balance;
        LedgerVerdict verdict = _bank.Submit(wrong.Sign(_parties.Payer, _chain, _bank.Ledger.SequenceOf(_parties.Payer.Key)));
        Invariant.Require(verdict.Outcome == LedgerOutcome.Upheld, "exchange: the ledger does not uphold the client's evidence");
        _slashed = new Credits((long)verdict.Amount);
        _refunded = Balance - before;
        long settled = _client.Refunded(wrong.Evidence.Anchor.Anchor.Session, wrong.Evidence.FirstUnit, wrong.Evidence.LastUnit);
        while (_client.Client.TryEvidence(headers, out HeaderEvidence owed))
        {
            KeyWithheld withheld = KeyWithheld.Sign(_parties.Payer, _chain, _bank.Ledger.SequenceOf(_parties.Payer.Key), owed);
            ExchangeBank.Require(_bank.Submit(withheld), "a dispute");
            _bank.Advance(_bank.Ledger.Height + DisputeHeights + 1);
            settled += _client.Refunded(owed.Anchor.Anchor.Session, owed.FirstUnit, owed.LastUnit);
        }

        return settled;
    }

    private Credits Balance => new((long)_bank.Ledger.Balance(_parties.Payer.Key));

    /// <summary>Where the money is, after a recount of every table.</summary>
    private ExchangeSettlement Settle()
    {
        _bank.Audit();
        Invariant.Require(_bank.Ledger.PaidIn == _deposit.Units + (Int128)_stake.Units, "exchange: money came from nowhere");
        Credits earned = new((long)_bank.Ledger.NodeCredits);
        return new ExchangeSettlement(_deposit, Balance, earned, earned.Units / _terms.Price.Units, _bank.Redeems, _slashed, _refunded);
    }

    private ExchangeBank BankOf()
    {
        ExchangeBank bank = new(_chain, _parties.Verifier, new LedgerSettings
        {
            EpochHeights = Epoch,
            GraceHeights = 100,
            DisputeHeights = DisputeHeights,
            WithdrawHeights = 0,
            UnbondingHeights = 2 * Epoch,
            SlashAmount = _terms.Price * 10,
        });
        ExchangeBank.Require(bank.Submit(new Deposit(_parties.Payer.Key, _deposit, IsStake: false)), "a deposit");
        ExchangeBank.Require(bank.Submit(new Deposit(_parties.Node.Key, _stake, IsStake: true)), "a stake");
        return bank;
    }

    private SignedGrant GrantOf(long chunks)
    {
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        _parties.ClientRandom.Fill(nonce);
        Credits most = _terms.Price * chunks;
        Grant grant = new(
            _terms.Fault == ExchangeFault.WrongChain ? Blake3.Hash("another ledger"u8) : _chain, _parties.Payer.Key, _parties.Device.Key, 0, 0,
            most, most, _terms.Price, NodeScope.Any, 1,
            _terms.Fault == ExchangeFault.ExpiredGrant ? Start - Duration.FromSeconds(60L) : new Instant(long.MaxValue),
            Nonce.FromBytes(nonce));
        return new SignedGrant(grant, grant.Sign(_parties.Payer));
    }

    private NodeEndpointOptions OptionsOf()
    {
        Credits price = _terms.Fault == ExchangeFault.DearPrice ? _terms.Price + new Credits(1) : _terms.Price;
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = price * RedeemEvery };
        NodeOptions business = new(price, FreezeRuleKind.OwnPending, Credits.Zero, rule, _terms.Window, 1, 0) { Mode = _terms.Mode };
        return new NodeEndpointOptions(_chain, business, _parties.NodeSecret)
        {
            HeaderInterval = Math.Min(ExchangeTerms.HeaderInterval, _terms.Window),
            Tickets = _terms.Tickets,
            FreshnessBound = Duration.Zero, // its view shows everything at once
        };
    }
}

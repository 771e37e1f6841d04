using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// Drives a node and a client of the fair exchange (docs/protocol.md) that move one content over a simulated link: the endpoints of
/// production with real cryptography, on a virtual clock. What computing takes does not count on that clock.
/// </summary>
/// <remarks>
/// The node's log is durable as soon as it is written, its ledger view shows everything at once. Memory is bounded by the window:
/// frames under way and chunks that wait for keys; buffers are used again.
/// </remarks>
public sealed partial class ExchangeRun
{
    private const long Connection = 1;

    /// <summary>Chunks between two redeems: what the ledger is spared.</summary>
    private const int RedeemEvery = 4_096;

    private static readonly UserId User = new(0);

    /// <summary>Late enough that a grant can have run out before.</summary>
    private static readonly Instant Start = Instant.Zero + Duration.FromSeconds(3_600L);

    private readonly ExchangeTerms _terms;
    private readonly IBlockSource _content;
    private readonly IExchangeObserver _observer;
    private readonly ExchangeBank _bank;
    private readonly NodeEndpoint _node;
    private readonly ClientEndpoint _client;
    private readonly LaneKey _lane;
    private readonly Hash256 _chain;
    private readonly ExchangeLink _up, _down;
    private readonly FramePool _frames = new();
    private readonly EndpointOutbox _nodeOutbox = new(), _clientOutbox = new();
    private readonly byte[] _block = new byte[ContentBlock.Bytes], _groups = new byte[GroupTree.MaxBytes], _proof = new byte[SliceProof.MaxBytes];
    private readonly long _faultyBlock;
    private Instant _now = Start, _wake = Instant.Never, _lastDelivery = Start;
    private long _written, _durable, _delivered, _deliveredBytes, _payments;
    private bool _watches, _redeems, _hungUp, _finished;

    /// <exception cref="ArgumentException">The terms are out of their ranges.</exception>
    public ExchangeRun(ExchangeTerms terms, ExchangeParties parties, IBlockSource content, IExchangeObserver observer)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(parties);
        ArgumentNullException.ThrowIfNull(content);
        if (terms.Window is < 1 or > ExchangeTerms.MaxWindow) throw new ArgumentException("a window that cannot be", nameof(terms));
        if (terms.Price <= Credits.Zero) throw new ArgumentException("a price above zero", nameof(terms));
        long chunks = content.Tree.Blocks;
        if (!terms.TryDeposit(chunks, out Credits deposit)) throw new ArgumentException("a price beyond any account", nameof(terms));
        (_terms, _content, _observer) = (terms, content, observer);
        _faultyBlock = chunks / 2;
        _chain = Blake3.Hash("fleek-sim exchange"u8);
        _bank = new ExchangeBank(_chain, parties, terms.Price, deposit);
        _up = new ExchangeLink(terms, LaneDirection.Up);
        _down = new ExchangeLink(terms, LaneDirection.Down);
        SignedGrant grant = GrantOf(parties, chunks);
        _bank.Register(grant);
        _node = NodeOf(parties);
        _client = new ClientEndpoint(
            new ClientOptions(grant.Grant.Chain, grant, parties.Node.Key, 0)
            {
                Mode = terms.Mode,
                Tickets = terms.Tickets,
                Window = terms.Window,
            },
            parties.Device,
            parties.Verifier,
            parties.ClientRandom);
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
        _client.OnConnected(_now, Connection, _clientOutbox);
        CarryClient();
        _client.Fetch(_now, content, chunks, 0, chunks, _clientOutbox);
        CarryClient();
        while (Step(chunks)) cancel.ThrowIfCancellationRequested();
        return Report(chunks);
    }

    /// <summary>Does what comes next on the link's clock; false when nothing does.</summary>
    private bool Step(long chunks)
    {
        if (_hungUp) return false;
        Instant up = _up.NextArrival, down = _down.NextArrival, next = Instant.Min(up, down);
        if (next == Instant.Never)
        {
            if (_finished || _delivered < chunks) return false;
            _finished = true;
            _client.Finish(_now, _clientOutbox);
            CarryClient();
            return true;
        }

        if (_wake <= next)
        {
            _now = Instant.Max(_now, _wake);
            _wake = Instant.Never;
            _node.OnWakeUp(_now, User, _nodeOutbox);
            CarryNode();
        }
        else if (up <= down)
        {
            _now = up;
            byte[] frame = _up.Receive(out int length);
            _node.OnFrame(_now, Connection, frame.AsSpan(0, length), _nodeOutbox);
            _frames.Return(frame);
            CarryNode();
        }
        else
        {
            _now = down;
            byte[] frame = _down.Receive(out int length);
            _client.OnFrame(_now, frame.AsSpan(0, length), _clientOutbox);
            _frames.Return(frame);
            CarryClient();
        }

        return true;
    }

    private ExchangeReport Report(long chunks)
    {
        bool whole = _delivered == chunks && _client.Fault == ClientFault.None;
        Duration time = (whole ? _lastDelivery : _now) - Start;
        if (_client.State != ClientState.Disconnected) _client.OnClosed(_now, _clientOutbox);
        _clientOutbox.Clear();
        _node.OnClosed(_now, Connection, _nodeOutbox);
        CarryNode();
        long owed = _client.Outstanding;
        long refunded = _client.Fault == ClientFault.WrongPlaintext ? _bank.Dispute(_now, _client, _chain, _clientOutbox) : 0;
        _clientOutbox.Clear();
        // What the node holds and its commit rule has not yet submitted.
        if (_node.TicketOf(_lane) is { Kind: not HeldTicket.Nothing } held && held.Cumulative > _bank.ClaimedOf(_lane))
            _bank.Redeem(_lane, held, User, _node.Id);
        ExchangeSettlement settlement = _bank.Settle();
        Credits paid = _client.Cumulative;
        return new ExchangeReport(
            _delivered, _deliveredBytes, _client.Refusal, _client.Fault, paid, paid.Units / _terms.Price.Units, owed, refunded, _payments, time,
            _down.Frames, _up.Frames, _down.Bytes, _up.Bytes, _down.Retransmissions + _up.Retransmissions, settlement)
        {
            IsWhole = whole,
        };
    }

    private SignedGrant GrantOf(ExchangeParties parties, long chunks)
    {
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        parties.ClientRandom.Fill(nonce);
        Credits most = _terms.Price * chunks;
        Grant grant = new(
            _terms.Fault == ExchangeFault.WrongChain ? Blake3.Hash("another ledger"u8) : _chain, parties.Payer.Key, parties.Device.Key, 0, 0,
            most, most, _terms.Price, NodeScope.Any, 1,
            _terms.Fault == ExchangeFault.ExpiredGrant ? Start - Duration.FromSeconds(60L) : new Instant(long.MaxValue),
            Nonce.FromBytes(nonce));
        return new SignedGrant(grant, grant.Sign(parties.Payer));
    }

    private NodeEndpoint NodeOf(ExchangeParties parties)
    {
        Credits price = _terms.Fault == ExchangeFault.DearPrice ? _terms.Price + new Credits(1) : _terms.Price;
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = price * RedeemEvery };
        NodeOptions business = new(price, FreezeRuleKind.OwnPending, Credits.Zero, rule, _terms.Window, 1, 0) { Mode = _terms.Mode };
        NodeEndpointOptions options = new(_chain, business, parties.NodeSecret)
        {
            HeaderInterval = Math.Min(ExchangeTerms.HeaderInterval, _terms.Window),
            Tickets = _terms.Tickets,
            FreshnessBound = Duration.Zero, // its view shows everything at once
        };
        return new NodeEndpoint(new NodeId(0), options, parties.Node, parties.Verifier, parties.NodeRandom, _content);
    }
}

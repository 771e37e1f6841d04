using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Sim.World.Exchange;

/// <summary>
/// Drives a node of simulated exchanges: Core's endpoint, a log that is durable as soon as it is written, and a view of the ledger that shows
/// everything at once unless it is cut off.
/// </summary>
internal sealed class ExchangeNode
{
    /// <summary>A client's longest frame is HELLO.</summary>
    public const int LongestFrame = FrameHeader.Length + HelloFrame.MaxBodyLength;

    /// <summary>Refused frames for which a connection ends.</summary>
    private const int MostRefusals = 32;

    private readonly ExchangeNet _net;
    private readonly NodeEndpointOptions _options;
    private readonly ISigner _signer;
    private readonly IRandomBytes _random;
    private readonly ExchangeShelf _shelf;
    private readonly EndpointOutbox _outbox = new();
    private readonly byte[] _block = new byte[ContentBlock.Bytes], _groups = new byte[GroupTree.MaxBytes], _proof = new byte[SliceProof.MaxBytes];
    private readonly Dictionary<long, ExchangeConnection> _connections = [];
    private readonly Dictionary<PublicKey, UserId> _watched = [];
    private readonly HashSet<PublicKey> _opened = [];
    private readonly Queue<ExchangeNews> _news = new();
    private readonly Queue<PublicKey> _watches = new();
    private readonly Queue<LaneKey> _claims = new();
    private readonly Dictionary<long, int> _refusalsOf = [];
    private readonly Dictionary<UserId, Instant> _wakeOf = [];
    private readonly Queue<ExchangeNews> _missed = new();
    private readonly PriorityQueue<UserId, Instant> _wakes = new();
    private readonly long[] _refusals = new long[Enum.GetValues<RefuseReason>().Length];
    private readonly List<byte>? _log;
    private long _written, _durable;
    private bool _isDraining;

    public ExchangeNode(
        ExchangeNet net, NodeId id, NodeEndpointOptions options, ISigner signer, IRandomBytes random, ExchangeShelf shelf, bool keepsLog)
    {
        (_net, _options, _signer, _random, _shelf) = (net, options, signer, random, shelf);
        Id = id;
        _log = keepsLog ? [] : null;
        Endpoint = new NodeEndpoint(id, options, signer, net.Verifier, random, shelf);
    }

    public NodeId Id { get; }

    public PublicKey Key => _signer.Key;

    public NodeEndpoint Endpoint { get; private set; }

    /// <summary>Cut off from the ledger: it hears nothing and can submit nothing.</summary>
    public bool IsSilent { get; private set; }

    public long Chunks { get; private set; }

    public long Keys { get; private set; }

    public long HintsHeard { get; private set; }

    /// <summary>REFUSE frames that were sent for a reason.</summary>
    public long Refusals(RefuseReason reason) => _refusals[(int)reason];

    public bool Watches(in PublicKey payer) => _opened.Contains(payer);

    public bool ChecksFreshness => _options.FreshnessBound > Duration.Zero;

    /// <summary>False where it is draining: the connection ends.</summary>
    public bool Accept(ExchangeConnection connection)
    {
        if (_isDraining) return false;
        _connections.Add(connection.Id, connection);
        return true;
    }

    public void Take(ExchangeConnection connection, ReadOnlySpan<byte> frame)
    {
        if (connection.IsHungUp) return;
        Endpoint.OnFrame(_net.Now, connection.Id, frame, _outbox);
        Carry();
        if (ExchangeConnection.IsBroken(frame, LongestFrame) || _refusalsOf.GetValueOrDefault(connection.Id) > MostRefusals) HangUp(connection);
    }

    /// <summary>The client has ended its side.</summary>
    public void Closed(ExchangeConnection connection)
    {
        if (!_connections.Remove(connection.Id)) return;
        connection.IsHungUp = true;
        Endpoint.OnClosed(_net.Now, connection.Id, _outbox);
        Carry();
    }

    /// <summary>Something of the ledger, or of another node, is seen.</summary>
    public void Hear(in ExchangeNews news)
    {
        if (!IsSilent || news.Kind == ExchangeNewsKind.Hint) _news.Enqueue(news);
        else if (news.Kind != ExchangeNewsKind.Alive) _missed.Enqueue(news);
        _net.MarkDue(this);
    }

    public void Silence(bool isSilent)
    {
        IsSilent = isSilent;
        if (isSilent) return;
        while (_missed.TryDequeue(out ExchangeNews missed)) _news.Enqueue(missed);
        _news.Enqueue(default(ExchangeNews) with { Kind = ExchangeNewsKind.Alive });
        _net.MarkDue(this);
    }

    /// <summary>When the next account wants to be woken.</summary>
    public Instant NextWake => _wakes.TryPeek(out _, out Instant at) ? at : Instant.Never;

    public void Wake()
    {
        _wakes.TryDequeue(out UserId user, out Instant at);
        if (!_wakeOf.TryGetValue(user, out Instant last) || last != at) return; // an earlier one took its place
        _wakeOf.Remove(user);
        Endpoint.OnWakeUp(_net.Now, user, _outbox);
        Carry();
    }

    /// <summary>Takes no connection and sends no chunk more; what was sent may be paid.</summary>
    public void BeginDrain()
    {
        _isDraining = true;
        Endpoint.Drain();
    }

    /// <summary>Commits all that it holds, whatever its rule says, and ends its connections.</summary>
    public void EndDrain()
    {
        Endpoint.RedeemAll(_outbox);
        Carry();
        foreach (ExchangeConnection connection in _connections.Values.ToArray()) HangUp(connection);
    }

    /// <summary>The process dies, and another one begins with what its log has.</summary>
    public void Restart()
    {
        List<byte> log = _log ?? throw new InvalidOperationException("a node that keeps no log is not restarted");
        foreach (ExchangeConnection connection in _connections.Values)
        {
            connection.IsHungUp = true;
            if (!connection.IsLeft) connection.Down.End(_net.Now);
        }

        _connections.Clear();
        _watched.Clear();
        _opened.Clear();
        _watches.Clear();
        _news.Clear();
        _claims.Clear();
        _wakes.Clear();
        _wakeOf.Clear();
        _written = _durable = 0;
        Endpoint = new NodeEndpoint(Id, _options, _signer, _net.Verifier, _random, _shelf);
        Endpoint.Restore(_net.Now, _net.Bank.Ledger.Epoch, log.ToArray(), _outbox);
        Carry();
    }

    /// <summary>Carries out what the endpoint wants, and tells it what comes of that at once.</summary>
    public void Carry()
    {
        while (true)
        {
            foreach (ref readonly EndpointEffect effect in _outbox.Effects) Carry(effect);
            _outbox.Clear();
            if (_written > _durable)
            {
                _durable = _written;
                Endpoint.OnRecorded(_net.Now, _durable, _outbox);
            }
            else if (!IsSilent && _watches.TryDequeue(out PublicKey payer))
            {
                _opened.Add(payer);
                _net.Bank.Watch(this, payer);
            }
            else if (!IsSilent && _claims.TryDequeue(out LaneKey lane))
            {
                Redeem(lane);
            }
            else if (_news.TryDequeue(out ExchangeNews news))
            {
                Take(news);
            }
            else
            {
                break;
            }
        }
    }

    private void Carry(in EndpointEffect effect)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                Send(effect.Connection, _outbox.BytesOf(effect));
                break;
            case EndpointEffectKind.SendChunk:
                SendChunk(effect);
                break;
            case EndpointEffectKind.Record:
                _log?.AddRange(_outbox.BytesOf(effect));
                _written = effect.Number;
                break;
            case EndpointEffectKind.Watch:
                _watched[effect.Payer] = effect.User;
                _watches.Enqueue(effect.Payer);
                break;
            case EndpointEffectKind.Redeem:
                _claims.Enqueue(effect.Lane);
                break;
            case EndpointEffectKind.Wake:
                Wake(effect.User, effect.At);
                break;
            case EndpointEffectKind.Hint:
                _net.Hint(this, effect.Payer, new Credits(effect.Number));
                break;
            default:
                Invariant.Break("exchange: an effect that is not a node's");
                break;
        }
    }

    private void Send(long id, ReadOnlySpan<byte> frame)
    {
        FrameType type = (FrameType)frame[1];
        if (type is FrameType.Key or FrameType.KeyResponse) Keys++;
        if (type == FrameType.Refuse)
        {
            _refusals[frame[FrameHeader.Length]]++;
            _refusalsOf[id] = _refusalsOf.GetValueOrDefault(id) + 1;
        }

        if (_connections.TryGetValue(id, out ExchangeConnection? connection) && !connection.IsHungUp)
            connection.Send(connection.Down, _net.Now, frame);
    }

    private void SendChunk(in EndpointEffect chunk)
    {
        BlockLengths lengths = _shelf.Read(chunk.Content, chunk.Block, _block, _groups);
        int proof = _shelf.Prove(chunk.Content, chunk.Block, !Endpoint.IsFirstOfRequest(chunk), _proof);
        byte[] frame = _net.Frames.Rent(FrameHeader.MaxFrameLength);
        int length = Endpoint.Seal(chunk, _block.AsSpan(0, lengths.Block), _proof.AsSpan(0, proof), _groups.AsSpan(0, lengths.Groups), frame);
        if (length > 0 && _connections.TryGetValue(chunk.Connection, out ExchangeConnection? connection) && !connection.IsHungUp)
        {
            Chunks++;
            connection.Down.Send(_net.Now, frame, length);
        }
        else
        {
            _net.Frames.Return(frame);
        }
    }

    private void Wake(UserId user, Instant at)
    {
        if (_wakeOf.TryGetValue(user, out Instant known) && known <= at) return;
        _wakeOf[user] = at;
        _wakes.Enqueue(user, at);
    }

    private void Redeem(in LaneKey lane)
    {
        LaneTicket ticket = Endpoint.TicketOf(lane);
        LedgerVerdict verdict = _net.Bank.Redeem(ticket, Endpoint.PathOf(lane).Path);
        // A grant that the ledger does not know pays nobody: what the node took under it is its own loss.
        Invariant.Require(
            !verdict.IsRefused || verdict.Refusal == LedgerRefusal.UnknownGrant,
            $"exchange: the ledger refuses a ticket that the node took: {verdict.Refusal}");
    }

    private void Take(in ExchangeNews news)
    {
        Instant now = _net.Now;
        if (news.Kind != ExchangeNewsKind.Hint && ChecksFreshness)
        {
            Endpoint.OnLedgerHeard(now, _outbox);
            foreach (ref readonly EndpointEffect effect in _outbox.Effects) Carry(effect);
            _outbox.Clear();
        }

        switch (news.Kind)
        {
            case ExchangeNewsKind.Opened:
                Endpoint.OnAccountOpened(now, _watched[news.Payer], news.Amount, news.Cumulative, _outbox);
                break;
            case ExchangeNewsKind.Entry when !_isDraining || news.Node != Key: // the last claims are not the actor's
                NodeId by = news.Node == default ? LedgerEntry.Nobody : _net.NodeOf(news.Node).Id;
                Endpoint.OnLedgerEntry(now, new LedgerEntry(news.Number, _watched[news.Payer], by, news.Amount, news.Cumulative), _outbox);
                break;
            case ExchangeNewsKind.GrantSpent:
                Endpoint.OnGrantSpentElsewhere(news.Grant, news.Cumulative);
                break;
            case ExchangeNewsKind.Epoch:
                Endpoint.OnEpoch(now, news.Number, _outbox);
                break;
            case ExchangeNewsKind.Hint when _watched.TryGetValue(news.Payer, out UserId user):
                HintsHeard++;
                Endpoint.OnHint(now, user, _net.NodeOf(news.Node).Id, news.Cumulative, _outbox);
                break;
        }
    }

    private void HangUp(ExchangeConnection connection)
    {
        _connections.Remove(connection.Id);
        connection.IsHungUp = true;
        if (!connection.IsLeft) connection.Down.End(_net.Now);
        Endpoint.OnClosed(_net.Now, connection.Id, _outbox);
        Carry();
    }
}

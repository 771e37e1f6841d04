using System.Runtime.InteropServices;
using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A node's process: the endpoint, its log with group commit, its view of the ledger, and what it does after a crash.</summary>
internal sealed class ExchangeNode
{
    private readonly ExchangeWorld _world;
    private readonly EndpointOutbox _outbox = new();
    private readonly byte[] _frame = new byte[FrameHeader.MaxFrameLength];
    private readonly List<byte> _log = [];
    private readonly Dictionary<long, ExchangeConnection> _connections = [];
    private readonly Queue<(long Record, LaneTicket Ticket, SignedGrant Grant)> _claims = new();
    private int _durableBytes, _incarnation;
    private long _lastRecord, _durableRecord, _viewTime;
    private bool _flushes;

    public ExchangeNode(ExchangeWorld world, int index, NodeOptions business)
    {
        _world = world;
        Index = index;
        Signer = world.Signatures.Signer(1 + index);
        Setup = new NodeEndpointOptions(ExchangeWorld.Chain, business, Blake3.Hash([(byte)index]))
        {
            HeaderInterval = world.Setup.HeaderInterval, Tickets = world.Setup.Tickets, FreshnessBound = Duration.Zero,
        };
        Endpoint = NewEndpoint();
    }

    public int Index { get; }

    public ISigner Signer { get; }

    public PublicKey Key => Signer.Key;

    public NodeEndpointOptions Setup { get; }

    public NodeEndpoint Endpoint { get; private set; }

    public bool IsDown { get; private set; }

    public bool HasCrashed => _incarnation > 0;

    /// <summary>The epoch of its view.</summary>
    public long Epoch { get; private set; }

    /// <summary>Payers whose account this run watches, and what the endpoint calls them.</summary>
    public Dictionary<PublicKey, UserId> Watched { get; } = [];

    /// <summary>Changes what leaves, where the node is malicious: gives the frames to send instead of one.</summary>
    public Func<ExchangeConnection, byte[], IEnumerable<byte[]>>? Twist { get; set; }

    /// <summary>The bytes that a malicious node enciphers or sends instead of a block.</summary>
    public Func<long, byte[], byte[]>? Forge { get; set; }

    public bool IsHonest => Twist is null && Forge is null;

    /// <summary>Whether it claims nothing for now; a malicious node may choose when.</summary>
    public bool HoldsClaims { get; set; }

    /// <summary>The key that it should have given.</summary>
    public Hash256 KeyOf(in Hash256 session, long unit) => ChunkKeys.KeyOf(ChunkKeys.EpochSecret(Setup.Secret, 0), session, unit);

    public void Take(ExchangeConnection connection, byte[] frame)
    {
        if (IsDown)
        {
            connection.Break();
            return;
        }

        _connections[connection.Id] = connection;
        _world.Observer.NodeTakes(connection, frame);
        Endpoint.OnFrame(_world.Now, connection.Id, frame, _outbox);
        Carry();
    }

    public void Closed(ExchangeConnection connection)
    {
        if (IsDown || !_connections.Remove(connection.Id)) return;
        Endpoint.OnClosed(_world.Now, connection.Id, _outbox);
        Carry();
    }

    public void SeeEpoch()
    {
        Epoch = Math.Max(Epoch, _world.Ledger.Ledger.Epoch);
        _world.Transcript?.Say($"node {Index} sees epoch {Epoch}");
        if (IsDown) return;
        Endpoint.OnEpoch(_world.Now, Epoch, _outbox);
        Carry();
    }

    /// <summary>Something of the ledger reaches this run's view, after all that did before.</summary>
    public void See(Action<NodeEndpoint, EndpointOutbox> step)
    {
        int run = _incarnation;
        _viewTime = Math.Max(_viewTime, _world.Ticks + _world.Delay());
        _world.After(_viewTime - _world.Ticks, () =>
        {
            if (run != _incarnation || IsDown) return;
            step(Endpoint, _outbox);
            Carry();
        });
    }

    /// <summary>The process dies and comes back a while later with what is durable, and perhaps a torn record behind it.</summary>
    public void Crash()
    {
        if (IsDown) return;
        IsDown = true;
        _world.Transcript?.Say($"node {Index} crashes");
        _incarnation++;
        foreach (ExchangeConnection connection in _connections.Values) connection.Break();
        _connections.Clear();
        _claims.Clear();
        Watched.Clear();
        _flushes = false;
        int torn = Math.Min(_log.Count - _durableBytes, _world.Draw(60));
        CollectionsMarshal.SetCount(_log, _durableBytes + Math.Max(0, torn - 1));
        _world.Observer.NodeCrashed(this);
        _world.After(_world.Delay() * 2, Restart);
    }

    private void Restart()
    {
        IsDown = false;
        _world.Transcript?.Say($"node {Index} restarts in epoch {Epoch}");
        Endpoint = NewEndpoint();
        _lastRecord = _durableRecord = 0;
        byte[] log = [.. _log];
        int good = Endpoint.Restore(_world.Now, Epoch, log, _outbox);
        Assert.True(good >= _durableBytes, "a durable record was not read");
        CollectionsMarshal.SetCount(_log, good);
        // What was read counts: a record that had reached the disk without the node's knowledge is durable now.
        _world.Observer.Durable(this, log.AsSpan(_durableBytes, good - _durableBytes), recovered: true);
        _durableBytes = good;
        Carry();
    }

    private NodeEndpoint NewEndpoint()
    {
        int incarnation = _world.Bug == DriverBug.IncarnationNotCounted ? 0 : _incarnation;
        return new NodeEndpoint(
            new NodeId(Index), Setup, Signer, _world.Signatures, new KeyedRandomBytes((ulong)_world.Setup.Seed, 1 + Index, incarnation),
            ExchangeShelf.Shelf);
    }

    private void Carry()
    {
        EndpointEffect[] effects = _outbox.Effects.ToArray();
        foreach (ref readonly EndpointEffect effect in effects.AsSpan()) Carry(effect, _outbox.BytesOf(effect));
        _outbox.Clear();
    }

    private void Carry(in EndpointEffect effect, ReadOnlySpan<byte> bytes)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                Send(effect.Connection, bytes);
                break;
            case EndpointEffectKind.SendChunk:
                int length = Seal(effect);
                if (length > 0) Send(effect.Connection, _frame.AsSpan(0, length));
                break;
            case EndpointEffectKind.Record:
                _log.AddRange(bytes);
                _lastRecord = effect.Number;
                _world.Observer.Recorded(this, bytes);
                Flush();
                break;
            case EndpointEffectKind.Watch:
                _world.Ledger.Watch(this, effect.User, effect.Payer);
                break;
            case EndpointEffectKind.Wake:
                UserId user = effect.User;
                int run = _incarnation;
                _world.After(Math.Max(0, effect.At.Nanoseconds - _world.Now.Nanoseconds), () =>
                {
                    if (run != _incarnation || IsDown) return;
                    Endpoint.OnWakeUp(_world.Now, user, _outbox);
                    Carry();
                });
                break;
            case EndpointEffectKind.Redeem:
                _claims.Enqueue((_lastRecord, Endpoint.TicketOf(effect.Lane), Endpoint.GrantOf(effect.Lane)));
                SubmitDurable();
                break;
            case EndpointEffectKind.HangUp:
                if (_connections.TryGetValue(effect.Connection, out ExchangeConnection? connection)) connection.Break();
                break;
        }
    }

    private void Send(long connection, ReadOnlySpan<byte> frame)
    {
        if (!_connections.TryGetValue(connection, out ExchangeConnection? to)) return;
        byte[] sent = frame.ToArray();
        _world.Observer.NodeSends(to, sent);
        if (Twist is null) to.ToClient(sent);
        else foreach (byte[] other in Twist(to, sent)) to.ToClient(other);
    }

    private int Seal(in EndpointEffect effect)
    {
        ContentShelf shelf = ExchangeShelf.Shelf;
        ReadOnlySpan<byte> block = shelf.Block(effect.Content, effect.Block);
        ContentTree tree = shelf.Tree(effect.Content);
        Span<byte> proof = stackalloc byte[SliceProof.MaxBytes];
        Span<byte> nodes = stackalloc byte[GroupTree.MaxBytes];
        int proofLength = SliceProof.Write(tree, (int)effect.Block, !Endpoint.IsFirstOfRequest(effect), proof);
        int treeLength = GroupTree.Write(block, effect.Block, tree.Blocks == 1, nodes, out _);
        if (Forge is not null) block = Forge(effect.Number, block.ToArray());
        return Endpoint.Seal(effect, block, proof[..proofLength], nodes[..treeLength], _frame);
    }

    /// <summary>Group commit: what is written when a flush begins is durable when it ends.</summary>
    private void Flush()
    {
        if (_flushes) return;
        _flushes = true;
        int run = _incarnation;
        _world.After(_world.Draw(3) * _world.Draw(MaxFlush), () =>
        {
            if (run != _incarnation || IsDown) return;
            (int bytes, long record) = (_log.Count, _lastRecord);
            if (_world.Bug == DriverBug.DurableTooEarly) Flushed(_durableBytes, record);
            else _world.After(1 + _world.Draw(MaxFlush), () =>
            {
                if (run == _incarnation && !IsDown) Flushed(bytes, record);
            });
        });
    }

    private const int MaxFlush = 40;

    private void Flushed(int bytes, long record)
    {
        _flushes = false;
        byte[] durable = [.. CollectionsMarshal.AsSpan(_log)[_durableBytes..bytes]];
        _durableBytes = bytes;
        _durableRecord = record;
        _world.Transcript?.Say($"node {Index}: records up to {record} are durable");
        _world.Observer.Durable(this, durable, recovered: false);
        if (_lastRecord > record) Flush();
        Endpoint.OnRecorded(_world.Now, record, _outbox);
        Carry();
        SubmitDurable();
    }

    /// <summary>What the log does not hold for good is not claimed: after a crash the node would know less than the ledger.</summary>
    public void SubmitDurable()
    {
        while (!HoldsClaims && _claims.TryPeek(out (long Record, LaneTicket Ticket, SignedGrant Grant) claim))
        {
            if (claim.Record > _durableRecord && _world.Bug != DriverBug.RedeemBeforeDurable) return;
            _claims.Dequeue();
            _world.Ledger.Submit(this, claim.Ticket, claim.Grant);
        }
    }
}

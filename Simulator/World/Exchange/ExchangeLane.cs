using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Exchange;

/// <summary>Drives the client of one simulated lane: connects, carries its frames, and connects again as long as that is of use.</summary>
internal sealed class ExchangeLane
{
    private readonly ExchangeNet _net;
    private readonly ExchangeNode _node;
    private readonly ExchangeLaneOptions _options;
    private readonly EndpointOutbox _outbox = new();
    private readonly LaneCourse _course;
    private ExchangeConnection? _connection;
    private Instant _lastHeard, _retryAt = Instant.Never;

    public ExchangeLane(ExchangeNet net, ExchangeNode node, ISigner device, IRandomBytes random, ExchangeLaneOptions options)
    {
        (_net, _node, _options) = (net, node, options);
        Client = new ClientEndpoint(options.Client, device, net.Verifier, random);
        _course = new LaneCourse(Client);
    }

    public ClientEndpoint Client { get; }

    /// <summary>How the lane ended; null as long as it goes on.</summary>
    public LaneEnd? End { get; private set; }

    /// <summary>Connections that were made.</summary>
    public int Connections { get; private set; }

    /// <summary>Tickets that left the client.</summary>
    public long Payments { get; private set; }

    /// <summary>When it does something by itself: connects again, or asks for keys that are late; never, if neither is due.</summary>
    public Instant NextAct =>
        _connection is not null && _options.KeysLateAfter is { } late && Client.Outstanding > 0 ? _lastHeard + late : _retryAt;

    public bool IsConnected => _connection is not null;

    /// <returns>Null where the node takes none.</returns>
    public ExchangeConnection? Connect()
    {
        _retryAt = Instant.Never;
        ExchangeConnection connection = _net.Connect(this, _node, _options.Link);
        if (!_node.Accept(connection))
        {
            connection.IsHungUp = connection.IsLeft = true;
            Leave();
            return null;
        }

        _connection = connection;
        Connections++;
        _lastHeard = _net.Now;
        _options.Began?.Invoke();
        _course.Connect();
        Client.OnConnected(_net.Now, connection.Id, _outbox);
        Carry();
        return connection;
    }

    /// <summary>What is due at <see cref="NextAct"/>.</summary>
    public void Act()
    {
        if (_connection is null)
        {
            Connect();
            return;
        }

        _lastHeard = _net.Now;
        Client.AskForKeys(_outbox);
        Carry();
    }

    /// <summary>Blocks of a content are wanted, after all that was wanted before.</summary>
    public void Fetch(in Hash256 content, long contentBlocks, long firstBlock, long count)
    {
        Client.Fetch(_net.Now, content, contentBlocks, firstBlock, count, _outbox);
        Carry();
    }

    /// <summary>Nothing more is wanted: the lane is closed in order.</summary>
    public void Finish()
    {
        _course.Finish();
        Client.Finish(_net.Now, _outbox);
        Carry();
        if (_course.IsOver) Cut();
    }

    /// <summary>Leaves the connection, if there is one: what is under way to the client is lost.</summary>
    public void Cut()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        connection.IsLeft = true;
        if (!connection.IsHungUp) connection.Up.End(_net.Now);
        Client.OnClosed(_net.Now, _outbox);
        Carry();
        Leave();
    }

    /// <summary>The ledger said something about units that are owed.</summary>
    public long Refunded(in Hash256 session, long firstUnit, long lastUnit)
    {
        long settled = Client.OnRefunded(session, firstUnit, lastUnit, _outbox);
        Carry();
        return settled;
    }

    public void Take(ExchangeConnection connection, ReadOnlySpan<byte> frame)
    {
        if (connection != _connection) return;
        _lastHeard = _net.Now;
        if (_options.Twist is not { } twist)
        {
            TakeOne(frame);
        }
        else
        {
            foreach (byte[] other in twist(LaneDirection.Down, frame.ToArray()))
                if (connection == _connection && !_course.HangsUp) TakeOne(other);
        }

        if (_course.HangsUp) Cut();
    }

    /// <summary>The node has ended its side.</summary>
    public void Closed(ExchangeConnection connection)
    {
        if (connection == _connection) Cut();
    }

    private void TakeOne(ReadOnlySpan<byte> frame)
    {
        Client.OnFrame(_net.Now, frame, _outbox);
        Carry();
        _course.Take(frame, ExchangeConnection.IsBroken(frame, FrameHeader.MaxFrameLength));
    }

    private void Leave()
    {
        End = _course.End;
        if (End is null && _options.RetryAfter is { } wait) _retryAt = _net.Now + wait;
    }

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            ReadOnlySpan<byte> frame = _outbox.BytesOf(effect);
            _course.Carry(effect, frame);
            switch (effect.Kind)
            {
                case EndpointEffectKind.Send:
                    if ((FrameType)frame[1] is FrameType.Pay or FrameType.PaySigned) Payments++;
                    Send(frame);
                    break;
                case EndpointEffectKind.Deliver:
                    _options.Sink.Deliver(this, effect, Client.PlaintextOf(effect));
                    break;
                case EndpointEffectKind.HangUp or EndpointEffectKind.Stopped:
                    break; // the lane's course says when, the client why
                default:
                    Invariant.Break("exchange: an effect that is not a client's");
                    break;
            }
        }

        _outbox.Clear();
    }

    private void Send(ReadOnlySpan<byte> frame)
    {
        if (_connection is not { IsHungUp: false } connection) return;
        if (_options.Twist is not { } twist)
        {
            connection.Send(connection.Up, _net.Now, frame);
            return;
        }

        foreach (byte[] other in twist(LaneDirection.Up, frame.ToArray())) connection.Send(connection.Up, _net.Now, other);
    }
}

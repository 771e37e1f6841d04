using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Sim.World.Exchange;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// Drives the production endpoint of one client, a device of the site or the gateway itself, on its lane to one node: what is fetched comes
/// block by block, in order, verified.
/// </summary>
internal sealed class ExchangeSession
{
    private readonly Timeline _timeline;
    private readonly DeliveryNode _node;
    private readonly FramePool _frames;
    private readonly ClientOptions _options;
    private ClientEndpoint _client;
    private readonly EndpointOutbox _outbox = new();
    private readonly Queue<Wanted> _wanted = new();
    private readonly Queue<HeldChunk> _held = new();
    private readonly Queue<Action> _arrived = new();
    private long _number;
    private bool _gives, _isRetired;

    public ExchangeSession(
        Timeline timeline, Connection connection, DeliveryNode node, FramePool frames, ClientOptions options, NodeKeys device)
    {
        (_timeline, Connection, _node, _frames, _options) = (timeline, connection, node, frames, options);
        Lane = new LaneKey(options.Grant.Grant.Id(), options.Node, options.Lane, options.Epoch);
        _client = new ClientEndpoint(options, device.Signer, device.Verifier, device.Random);
    }

    public Connection Connection { get; }

    public LaneKey Lane { get; }

    /// <summary>Of the node in the grant's scope.</summary>
    public ScopePath Path => new(_options.ScopeTurns, _options.ScopeSiblings.Span);

    /// <summary>Chunks that came, and what was signed away for chunks.</summary>
    public long Units => _client.DeliveredUnits;

    public Credits Paid => _client.Cumulative;

    /// <summary>The connection is there: says HELLO.</summary>
    public void Begin()
    {
        _number = _node.Accept(this);
        _client.OnConnected(_timeline.Now, _number, _outbox);
        Carry();
    }

    /// <summary>Wants a content from a block on; each block is given when it is there.</summary>
    public void Fetch(DeliveredContent content, int first, BlockSink sink)
    {
        _wanted.Enqueue(new Wanted(content, sink));
        _client.Fetch(_timeline.Now, content.Id, content.Blocks, first, content.Blocks - first, _outbox);
        Carry();
    }

    /// <summary>Nothing more is wanted.</summary>
    public void Finish()
    {
        _client.Finish(_timeline.Now, _outbox);
        Carry();
    }

    /// <summary>Gives the node up: what is paid and not usable is owed.</summary>
    public void Abandon()
    {
        Connection.Break();
        _wanted.Clear();
        if (_number == 0) return;
        _client.OnClosed(_timeline.Now, _outbox);
        _outbox.Clear();
        _node.OnClosed(_number);
    }

    /// <summary>Long after the last word: what the node owes is refunded by the ledger, and the endpoint's buffers are given up.</summary>
    public void Retire(DeliveryBank bank)
    {
        if (_isRetired) return;
        if (_client.Outstanding > 0) bank.Dispute(_client, _outbox);
        _outbox.Clear();
        _isRetired = true;
        Connection.Break();
        _client = null!;
    }

    /// <summary>Sends a frame of the node; its buffer is then used again.</summary>
    public void ToClient(byte[] frame, int length) => Connection.ToClient(length, () =>
    {
        _client.OnFrame(_timeline.Now, frame.AsSpan(0, length), _outbox);
        _frames.Return(frame);
        Carry();
    });

    /// <summary>Sends a chunk once the node has it, behind all chunks before it.</summary>
    public void ChunkToClient(byte[] frame, int length, Action<Action> whenReady)
    {
        HeldChunk chunk = new(frame, length);
        _held.Enqueue(chunk);
        whenReady(() =>
        {
            chunk.IsReady = true;
            while (_held.TryPeek(out HeldChunk? next) && next.IsReady)
            {
                _held.Dequeue();
                ToClient(next.Frame, next.Length);
            }
        });
    }

    private void Carry()
    {
        foreach (ref readonly EndpointEffect effect in _outbox.Effects)
        {
            switch (effect.Kind)
            {
                case EndpointEffectKind.Send:
                    Send(_outbox.BytesOf(effect));
                    break;
                case EndpointEffectKind.Deliver:
                    Deliver(effect);
                    break;
                case EndpointEffectKind.HangUp:
                    break;
                case EndpointEffectKind.Stopped:
                    Invariant.Break($"delivery: a session ended: {_client.Refusal}, {_client.Fault}");
                    break;
                default:
                    Invariant.Break("delivery: an effect that is not a client's");
                    break;
            }
        }

        _outbox.Clear();
        GiveOut();
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length;
        byte[] frame = _frames.Rent(length);
        bytes.CopyTo(frame);
        Connection.ToServer(length, () =>
        {
            _node.OnFrame(_number, frame.AsSpan(0, length));
            _frames.Return(frame);
        });
    }

    private void Deliver(in EndpointEffect delivery)
    {
        Wanted wanted = _wanted.Peek();
        Invariant.Require(delivery.Content == wanted.Content.Id, "delivery: blocks out of order");
        byte[] plain = _client.PlaintextOf(delivery).ToArray();
        int block = (int)delivery.Block;
        _arrived.Enqueue(() => wanted.Sink(block, plain));
        if (block == wanted.Content.Blocks - 1) _wanted.Dequeue();
    }

    /// <summary>Who gets a block may want more, so that is done when the endpoint's effects are carried out.</summary>
    private void GiveOut()
    {
        if (_gives) return;
        _gives = true;
        while (_arrived.TryDequeue(out Action? give)) give();
        _gives = false;
    }

    private readonly record struct Wanted(DeliveredContent Content, BlockSink Sink);

    private sealed record HeldChunk(byte[] Frame, int Length)
    {
        public bool IsReady { get; set; }
    }
}

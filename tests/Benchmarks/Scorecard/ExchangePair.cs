using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Cryptography;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// A node and a client of the fair exchange that hand each other frames, with real cryptography. What each side does is timed apart.
/// Carrying frames belongs to neither: as with sockets, each side has one buffer that it writes or is handed chunks in.
/// </summary>
internal sealed class ExchangePair
{
    private static readonly Credits Price = new(1_000_000);
    private static readonly Hash256 Chain = Blake3.Hash("a ledger"u8);
    private static readonly Instant Now = new(1);

    private readonly MemoryContent _content;
    private readonly NodeEndpoint _node;
    private readonly ClientEndpoint _client;
    private readonly EndpointOutbox _nodeOutbox = new(), _clientOutbox = new();
    private readonly Queue<(byte[] Frame, int Length)> _up = new(), _down = new();
    private readonly Stack<byte[]> _free = new();
    private readonly byte[] _sent = new byte[FrameHeader.MaxFrameLength], _came = new byte[FrameHeader.MaxFrameLength];
    private readonly byte[] _groups = new byte[GroupTree.MaxBytes], _proof = new byte[SliceProof.MaxBytes];
    private long _written;
    private bool _watches;

    public ExchangePair(MemoryContent content, int window, int interval, TicketKind tickets)
    {
        _content = content;
        Ed25519Signer payer = Signer(1), device = Signer(2), node = Signer(3);
        Grant grant = new(
            Chain, payer.Key, device.Key, 0, 0, Price * 1_000_000_000, Price * 1_000_000_000, Price, NodeScope.Any, 1,
            new Instant(long.MaxValue), default);
        SignedGrant signed = new(grant, grant.Sign(payer));
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = Price * 1_000_000 };
        NodeOptions business = new(Price, FreezeRuleKind.OwnPending, Credits.Zero, rule, window, 1, 1);
        NodeEndpointOptions options = new(Chain, business, Blake3.Hash("a secret"u8)) 
        {
            HeaderInterval = interval, Tickets = tickets, FreshnessBound = Duration.Zero,
        };
        _node = new NodeEndpoint(new NodeId(0), options, node, new Ed25519Verifier(), new KeyedRandomBytes(1, 1, 0), content);
        _client = new ClientEndpoint(
            new ClientOptions(Chain, signed, node.Key, 0) { Window = window, Tickets = tickets }, device, new Ed25519Verifier(),
            new KeyedRandomBytes(1, 2, 0));
        _client.OnConnected(Now, 1, _clientOutbox);
        CarryClient();
        CarryAll();
    }

    /// <summary>Processor time that the sides took so far.</summary>
    public long NodeNanoseconds { get; private set; }

    public long ClientNanoseconds { get; private set; }

    /// <summary>Of <see cref="NodeNanoseconds"/>: taking payments, without the chunks that they let go.</summary>
    public long PayNanoseconds { get; private set; }

    public long Payments { get; private set; }

    public long Delivered { get; private set; }

    /// <summary>Moves the whole content once more.</summary>
    public void Fetch()
    {
        _client.Fetch(Now, _content.Tree.Root, _content.Tree.Blocks, 0, _content.Tree.Blocks, _clientOutbox);
        CarryClient();
        CarryAll();
    }

    public void ResetTimes()
    {
        (NodeNanoseconds, ClientNanoseconds, PayNanoseconds, Payments, Delivered) = (0, 0, 0, 0, 0);
    }

    private void CarryAll()
    {
        while (true)
        {
            if (_up.TryDequeue(out (byte[] Frame, int Length) up))
            {
                bool pays = (FrameType)up.Frame[1] is FrameType.Pay or FrameType.PaySigned;
                long start = ThreadTime.Nanoseconds;
                _node.OnFrame(Now, 1, up.Frame.AsSpan(0, up.Length), _nodeOutbox);
                long took = ThreadTime.Nanoseconds - start;
                NodeNanoseconds += took;
                if (pays)
                {
                    PayNanoseconds += took;
                    Payments++;
                }

                _free.Push(up.Frame);
                CarryNode();
            }
            else if (_down.TryDequeue(out (byte[] Frame, int Length) down))
            {
                down.Frame.AsSpan(0, down.Length).CopyTo(_came);
                _free.Push(down.Frame);
                long start = ThreadTime.Nanoseconds;
                _client.OnFrame(Now, _came.AsSpan(0, down.Length), _clientOutbox);
                ClientNanoseconds += ThreadTime.Nanoseconds - start;
                CarryClient();
            }
            else
            {
                return;
            }
        }
    }

    private void CarryNode()
    {
        while (true)
        {
            long recorded = _written;
            foreach (ref readonly EndpointEffect effect in _nodeOutbox.Effects)
            {
                if (effect.Kind == EndpointEffectKind.Send) Send(_down, _nodeOutbox.BytesOf(effect));
                else if (effect.Kind == EndpointEffectKind.SendChunk) SendChunk(effect);
                else if (effect.Kind == EndpointEffectKind.Record) _written = effect.Number;
                else if (effect.Kind == EndpointEffectKind.Watch) _watches = true;
            }

            _nodeOutbox.Clear();
            long start = ThreadTime.Nanoseconds;
            if (_written > recorded)
            {
                _node.OnRecorded(Now, _written, _nodeOutbox);
            }
            else if (_watches)
            {
                _watches = false;
                _node.OnAccountOpened(Now, new UserId(0), Price * 1_000_000_000, Credits.Zero, _nodeOutbox);
            }
            else
            {
                return;
            }

            NodeNanoseconds += ThreadTime.Nanoseconds - start;
        }
    }

    private void SendChunk(in EndpointEffect chunk)
    {
        long start = ThreadTime.Nanoseconds;
        // From memory: as a node with its contents mapped would, without a copy.
        ReadOnlySpan<byte> block = _content.Block((int)chunk.Block);
        int groups = GroupTree.Write(block, chunk.Block, _content.Tree.Blocks == 1, _groups, out _);
        int proof = SliceProof.Write(_content.Tree, (int)chunk.Block, !_node.IsFirstOfRequest(chunk), _proof);
        int length = _node.Seal(chunk, block, _proof.AsSpan(0, proof), _groups.AsSpan(0, groups), _sent);
        NodeNanoseconds += ThreadTime.Nanoseconds - start;
        Send(_down, _sent.AsSpan(0, length));
    }

    private void CarryClient()
    {
        foreach (ref readonly EndpointEffect effect in _clientOutbox.Effects)
        {
            if (effect.Kind == EndpointEffectKind.Send) Send(_up, _clientOutbox.BytesOf(effect));
            else if (effect.Kind == EndpointEffectKind.Deliver) Delivered++;
        }

        _clientOutbox.Clear();
        if (_client.Fault != ClientFault.None || _client.Refusal != RefuseReason.None)
            throw new InvalidOperationException($"the exchange ended: {_client.Fault}, {_client.Refusal}");
    }

    private void Send(Queue<(byte[] Frame, int Length)> queue, ReadOnlySpan<byte> bytes)
    {
        byte[] frame = Rent();
        bytes.CopyTo(frame);
        queue.Enqueue((frame, bytes.Length));
    }

    private byte[] Rent() => _free.TryPop(out byte[]? frame) ? frame : new byte[FrameHeader.MaxFrameLength];

    private static Ed25519Signer Signer(byte seed)
    {
        byte[] bytes = new byte[Ed25519Signer.SeedBytes];
        bytes[0] = seed;
        return new Ed25519Signer(bytes);
    }
}

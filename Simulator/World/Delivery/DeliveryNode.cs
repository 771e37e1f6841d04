using Fleek.Core.Actors;
using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Exchange;
using Fleek.Sim.World.Network.Connections;

namespace Fleek.Sim.World.Delivery;

/// <summary>
/// Drives the production endpoint of one node over simulated connections. Its log is durable as soon as it is written and its view of the
/// ledger shows everything at once; what computing takes does not count on the clock.
/// </summary>
internal sealed class DeliveryNode
{
    private static readonly UserId Payer = new(0);

    private readonly Timeline _timeline;
    private readonly DeliveryBank _bank;
    private readonly DeliveryCatalogue _catalogue;
    private readonly FramePool _frames;
    private readonly NodeEndpoint _endpoint;
    private readonly EndpointOutbox _outbox = new();
    private readonly List<ExchangeSession> _sessions = [];
    private readonly Dictionary<LaneKey, ExchangeSession> _lanes = [];
    private readonly Queue<LaneKey> _redeems = new();
    private readonly byte[] _block = new byte[ContentBlock.Bytes], _groups = new byte[GroupTree.MaxBytes], _proof = new byte[SliceProof.MaxBytes];
    private long _written, _durable;
    private bool _watches;

    /// <param name="lanes">Most that the site's owner may have here: every visit may have its own, and the gateway one for it.</param>
    public DeliveryNode(
        Timeline timeline, int id, DeliveryBank bank, DeliveryCatalogue catalogue, PeerStore store, FramePool frames, NodeKeys keys, Credits price, int window,
        int lanes)
    {
        (_timeline, _bank, _catalogue, Store, _frames) = (timeline, bank, catalogue, store, frames);
        // Claims wait for a lane's close: this is no study of commits.
        CommitRule rule = new() { Kind = CommitRuleKind.Threshold, Threshold = new(long.MaxValue / 4) };
        NodeOptions business = new(price, FreezeRuleKind.OwnPending, Credits.Zero, rule, window, 1, 0);
        NodeEndpointOptions options = new(bank.Chain, business, keys.Secret)
        {
            HeaderInterval = 1, // so that each chunk can be paid as it comes
            FreshnessBound = Duration.Zero, // its view shows everything at once
            MaxLanesPerPayer = lanes,
            UserOf = _ => Payer,
        };
        _endpoint = new NodeEndpoint(new NodeId(id), options, keys.Signer, keys.Verifier, keys.Random, catalogue);
    }

    public PublicKey Key => _endpoint.Key;

    public PeerStore Store { get; }

    /// <summary>Bytes of blocks that left for clients.</summary>
    public long ServedBytes { get; private set; }

    /// <summary>A client's session begins over a connection that is open; the answer is its number here.</summary>
    public long Accept(ExchangeSession session)
    {
        _sessions.Add(session);
        _lanes[session.Lane] = session;
        return _sessions.Count;
    }

    public void OnFrame(long connection, ReadOnlySpan<byte> frame)
    {
        _endpoint.OnFrame(_timeline.Now, connection, frame, _outbox);
        Carry();
    }

    /// <summary>A client's connection is gone.</summary>
    public void OnClosed(long connection)
    {
        _endpoint.OnClosed(_timeline.Now, connection, _outbox);
        Carry();
    }

    /// <summary>Redeems the best ticket of every lane.</summary>
    public void Settle()
    {
        foreach (LaneKey lane in _lanes.Keys)
        {
            LaneTicket ticket = _endpoint.TicketOf(lane);
            if (ticket.Kind != HeldTicket.Nothing && ticket.Cumulative > _bank.ClaimedOf(lane)) Redeem(lane);
        }
    }

    private LedgerEntry Redeem(in LaneKey lane) =>
        _bank.Redeem(lane, _endpoint.TicketOf(lane), _lanes[lane].Path, Payer, _endpoint.Id);

    private void Carry()
    {
        while (true)
        {
            foreach (ref readonly EndpointEffect effect in _outbox.Effects) Carry(effect);
            _outbox.Clear();
            if (_written > _durable)
            {
                _durable = _written;
                _endpoint.OnRecorded(_timeline.Now, _durable, _outbox);
            }
            else if (_watches)
            {
                _watches = false;
                _endpoint.OnAccountOpened(_timeline.Now, Payer, _bank.Balance, Credits.Zero, _outbox);
            }
            else if (_redeems.TryDequeue(out LaneKey lane))
            {
                _endpoint.OnLedgerEntry(_timeline.Now, Redeem(lane), _outbox);
            }
            else
            {
                return;
            }
        }
    }

    private void Carry(in EndpointEffect effect)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                ReadOnlySpan<byte> bytes = _outbox.BytesOf(effect);
                byte[] frame = _frames.Rent(bytes.Length);
                bytes.CopyTo(frame);
                SessionOf(effect).ToClient(frame, bytes.Length);
                break;
            case EndpointEffectKind.SendChunk:
                SendChunk(effect);
                break;
            case EndpointEffectKind.Record:
                _written = effect.Number;
                break;
            case EndpointEffectKind.Watch:
                _watches = true;
                break;
            case EndpointEffectKind.Redeem:
                _redeems.Enqueue(effect.Lane);
                break;
            case EndpointEffectKind.Hint:
            case EndpointEffectKind.HangUp:
                break; // no node serves by hints here, and clients hang up
            default:
                Invariant.Break($"delivery: an effect {effect.Kind} that is not expected of a node");
                break;
        }
    }

    private ExchangeSession SessionOf(in EndpointEffect effect) => _sessions[(int)effect.Connection - 1];

    /// <summary>Seals a block at once, as the endpoint demands, and sends it when the block would be here.</summary>
    private void SendChunk(in EndpointEffect chunk)
    {
        DeliveredContent content = _catalogue.Get(chunk.Content);
        int block = (int)chunk.Block, length = content.Read(block, _block);
        int proof = SliceProof.Write(content.Tree, block, !_endpoint.IsFirstOfRequest(chunk), _proof);
        int groups = GroupTree.Write(_block.AsSpan(0, length), block, content.Blocks == 1, _groups, out _);
        byte[] frame = _frames.Rent(FrameHeader.MaxFrameLength);
        int sealedLength = _endpoint.Seal(chunk, _block.AsSpan(0, length), _proof.AsSpan(0, proof), _groups.AsSpan(0, groups), frame);
        Invariant.Require(sealedLength > 0, "delivery: a chunk of no session");
        ServedBytes += length;
        SessionOf(chunk).ChunkToClient(frame, sealedLength, ready => Store.When(content, block, ready));
    }
}

using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Live.Sockets;
using Fleek.Sim.Live.Storage;

namespace Fleek.Sim.Live.Nodes;

/// <content>What becomes of the endpoint's effects.</content>
public sealed partial class NodeHost
{
    private readonly List<NodePeer> _dirty = [];

    /// <summary>Carries out what the endpoint wants, tells it what is durable by then, and sends.</summary>
    private void Carry()
    {
        while (true)
        {
            foreach (ref readonly EndpointEffect effect in _outbox.Effects) Carry(effect);
            _outbox.Clear();
            long durable = Volatile.Read(ref _durable);
            if (durable <= _toldDurable) break;
            _toldDurable = durable;
            _endpoint.OnRecorded(_clock.Now, durable, _outbox);
        }

        foreach (NodePeer peer in _dirty) peer.Sender.Flush();
        _dirty.Clear();
        CloseLost();
    }

    private void Carry(in EndpointEffect effect)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                Send(effect);
                break;
            case EndpointEffectKind.SendChunk:
                SendChunk(effect);
                break;
            case EndpointEffectKind.Record:
                Counters.Record();
                _lastRecord = effect.Number;
                if (_state != NodeHostState.LogFailed) _options.Log.Append(_outbox.BytesOf(effect), effect.Number);
                break;
            case EndpointEffectKind.Redeem:
                Claim(effect);
                break;
            case EndpointEffectKind.Watch:
                Watch(effect.User, effect.Payer);
                break;
            case EndpointEffectKind.Hint:
                Counters.HintSent();
                _options.Hints?.Tell(new NodeHint(Key, effect.Payer, new Credits(effect.Number)));
                break;
            case EndpointEffectKind.Wake:
                Wake(effect.User, effect.At);
                break;
            default:
                Invariant.Break("node host: an effect that is not a node's");
                break;
        }
    }

    private void Send(in EndpointEffect effect)
    {
        ReadOnlySpan<byte> frame = _outbox.BytesOf(effect);
        FrameType type = (FrameType)frame[1];
        if (type is FrameType.Key or FrameType.KeyResponse) Counters.Key();
        if (type == FrameType.Refuse) Counters.Refusal(frame[FrameHeader.Length]);
        if (!_peers.TryGetValue(effect.Connection, out NodePeer? peer)) return;
        if (type == FrameType.Refuse) peer.Refusals++;
        if (type == FrameType.Welcome) peer.HasSession = true;
        peer.Sender.Add(frame);
        MarkDirty(peer);
    }

    /// <summary>Seals a chunk, before the endpoint's next step, and sends it at once: the kernel works on it while the next is sealed.</summary>
    private void SendChunk(in EndpointEffect chunk)
    {
        if (!_peers.TryGetValue(chunk.Connection, out NodePeer? peer) || peer.Reason == DisconnectReason.ContentLost) return;
        if (!_options.Content.TryRead(chunk.Content, chunk.Block, _scratch, out StoredBlock stored))
        {
            // The header chain has a gap from here on: the session cannot go on.
            peer.Reason = DisconnectReason.ContentLost;
            _lost.Add(peer);
            return;
        }

        int proof = _options.Content.Prove(chunk.Content, chunk.Block, !_endpoint.IsFirstOfRequest(chunk), _proof);
        byte[] frame = _large.Rent();
        int length = _endpoint.Seal(chunk, stored.Bytes, _proof.AsSpan(0, proof), stored.Groups, frame);
        if (length == 0)
        {
            _large.Return(frame);
            return;
        }

        Counters.Chunk(length);
        peer.Sender.AddLarge(frame, length);
        if (_options.SendsInline) peer.Sender.Flush();
        else peer.Sender.FlushLater();
    }

    private void MarkDirty(NodePeer peer)
    {
        if (_dirty.Count == 0 || _dirty[^1] != peer) _dirty.Add(peer);
    }

    private void Wake(UserId user, Instant at)
    {
        if (_wakeOf.TryGetValue(user, out Instant known) && known <= at) return;
        _wakeOf[user] = at;
        _wakes.Enqueue(user, at);
    }
}

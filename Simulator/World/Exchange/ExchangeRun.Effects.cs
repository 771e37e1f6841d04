using Fleek.Core.Content;
using Fleek.Core.Endpoints;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Adapters.Content;

namespace Fleek.Sim.World.Exchange;

/// <content>What becomes of the effects of both sides.</content>
public sealed partial class ExchangeRun
{
    /// <summary>Carries out what the node wants, and tells it what comes of that at once: its log is durable, its view up to date.</summary>
    private void CarryNode()
    {
        while (true)
        {
            foreach (ref readonly EndpointEffect effect in _nodeOutbox.Effects) CarryNode(effect);
            _nodeOutbox.Clear();
            if (_written > _durable)
            {
                _durable = _written;
                _node.OnRecorded(_now, _durable, _nodeOutbox);
            }
            else if (_watches)
            {
                _watches = false;
                _node.OnAccountOpened(_now, User, _bank.Balance, Credits.Zero, _nodeOutbox);
            }
            else if (_redeems)
            {
                _redeems = false;
                LedgerEntry entry = _bank.Redeem(_lane, _node.TicketOf(_lane), User, _node.Id);
                _node.OnLedgerEntry(_now, entry, _nodeOutbox);
            }
            else
            {
                return;
            }
        }
    }

    private void CarryNode(in EndpointEffect effect)
    {
        switch (effect.Kind)
        {
            case EndpointEffectKind.Send:
                Send(_down, _nodeOutbox.BytesOf(effect));
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
                _redeems = true;
                break;
            case EndpointEffectKind.Wake:
                _wake = Instant.Min(_wake, effect.At);
                break;
            case EndpointEffectKind.Hint:
                break; // no other node serves the payer
            default:
                Invariant.Break("exchange: an effect that is not a node's");
                break;
        }
    }

    private void SendChunk(in EndpointEffect chunk)
    {
        int block = (int)chunk.Block;
        BlockLengths lengths = _content.Read(block, _block, _groups);
        int proof = SliceProof.Write(_content.Tree, block, !_node.IsFirstOfRequest(chunk), _proof);
        int sent = lengths.Block;
        bool faulty = block == _faultyBlock && sent > 0;
        if (faulty && _terms.Fault == ExchangeFault.TruncatedBlock) sent--;
        if (faulty && _terms.Fault == ExchangeFault.FlippedBlock) _block[sent / 2] ^= 1;
        byte[] frame = _frames.Rent(FrameHeader.MaxFrameLength);
        int length = _node.Seal(chunk, _block.AsSpan(0, sent), _proof.AsSpan(0, proof), _groups.AsSpan(0, lengths.Groups), frame);
        if (faulty && _terms.Fault == ExchangeFault.FlippedFrame) frame[length - 1] ^= 1;
        if (length > 0) _down.Send(_now, frame, length);
        else _frames.Return(frame);
    }

    private void CarryClient()
    {
        foreach (ref readonly EndpointEffect effect in _clientOutbox.Effects)
        {
            switch (effect.Kind)
            {
                case EndpointEffectKind.Send:
                    ReadOnlySpan<byte> bytes = _clientOutbox.BytesOf(effect);
                    if (FrameHeader.TryRead(bytes, out FrameHeader header, out _) && header.Type is FrameType.Pay or FrameType.PaySigned)
                        _payments++;
                    Send(_up, bytes);
                    break;
                case EndpointEffectKind.Deliver:
                    Deliver(effect);
                    break;
                case EndpointEffectKind.HangUp:
                    _hungUp = true;
                    break;
                case EndpointEffectKind.Stopped:
                    break; // the client says why
                default:
                    Invariant.Break("exchange: an effect that is not a client's");
                    break;
            }
        }

        _clientOutbox.Clear();
    }

    private void Deliver(in EndpointEffect delivery)
    {
        Invariant.Require(delivery.Block == _delivered, "exchange: a block was delivered out of order, or twice");
        ReadOnlySpan<byte> plain = _client.PlaintextOf(delivery);
        _observer.Deliver(_delivered, plain);
        _deliveredBytes += plain.Length;
        _lastDelivery = _now;
        Volatile.Write(ref _delivered, _delivered + 1);
    }

    private void Send(ExchangeLink link, ReadOnlySpan<byte> bytes)
    {
        byte[] frame = _frames.Rent(bytes.Length);
        bytes.CopyTo(frame);
        link.Send(_now, frame, bytes.Length);
    }
}

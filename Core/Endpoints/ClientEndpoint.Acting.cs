using System;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>Between frames and the actor: what the actor wants becomes anchors, requests and payments.</summary>
public sealed partial class ClientEndpoint
{
    private void Act(Instant now, in Input input, EndpointOutbox outbox)
    {
        Instant deadline = _core.Step(now, input, _actions);
        Observer?.Stepped(input, _actions.Effects, deadline);
        foreach (ref readonly Effect effect in _actions.Effects) Carry(effect, outbox);
        _actions.Clear();
    }

    private void Carry(in Effect effect, EndpointOutbox outbox)
    {
        ref readonly Message m = ref effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send when m.Kind == MessageKind.Hello:
                _actorOpens = true; // HELLO leaves with the connection: keys may be owed where nothing is wanted
                break;
            case EffectKind.Send when m.Kind == MessageKind.Anchor:
                SendAnchor(m.Number, outbox);
                break;
            case EffectKind.Send when m.Kind == MessageKind.Request:
                AskMore(outbox);
                break;
            case EffectKind.Send when m.Kind == MessageKind.Pay:
                WantedUnits -= m.Number - _paid;
                _paid = _payDue = m.Number;
                break;
            case EffectKind.Send when m.Kind == MessageKind.Close:
                SendClose(outbox);
                break;
            case EffectKind.Delivered:
                if (_options.Mode != ExchangeMode.Encrypted) DeliverPlain(m.Number, outbox);
                break;
            case EffectKind.Refused:
                break;
            default:
                Invariant.Break("client: an effect that is not a user's");
                break;
        }
    }

    private void DeliverPlain(long unit, EndpointOutbox outbox)
    {
        ClientChunk chunk = _chunks.Dequeue();
        Invariant.Require(chunk.Unit == unit, "client: chunks wait in the order of their units");
        _keyed = unit;
        Deliver(chunk, outbox);
        ForgetRanges();
    }

    /// <summary>Ranges of which all is delivered: a session may last long, and want much bit by bit.</summary>
    private void ForgetRanges()
    {
        int whole = 0;
        for (; whole < _requestedRanges && _forgottenUnits + _ranges[whole].Count <= _keyed; whole++) _forgottenUnits += _ranges[whole].Count;
        _ranges.RemoveRange(0, whole);
        _requestedRanges -= whole;
    }

    private void SendAnchor(long end, EndpointOutbox outbox)
    {
        long start = _chainCount == 0 ? 0 : LastChain.Signed.Anchor.End;
        Credits before = _chainCount == 0 ? _base : LastChain.Signed.Anchor.CumulativeAt(start);
        Span<byte> seed = stackalloc byte[Hash256.Length];
        _random.Fill(seed);
        Anchor terms = new(
            _options.Chain, _session, _options.Grant.Grant.Id(), _options.Node, _options.Lane, _options.Epoch, before, _price, start,
            (int)(end - start), default, _options.AnchorsNotAfter);
        _chainCount++;
        LastChain.Make(terms, _ticketKey, Hash256.FromBytes(seed), _device);
        SignedAnchor signed = LastChain.Signed;
        if (start == 0)
        {
            _headerHead = Planted.Is(ProtocolBug.HeadersOfAnySession)
                ? HeaderChain.Start(_options.Chain, default, default)
                : HeaderChain.Start(_options.Chain, _session, signed.Anchor.Hash());
        }

        int length = new AnchorFrame(signed).Write(outbox.Room(FrameHeader.Length + AnchorFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, 0, length);
    }

    private void SendClose(EndpointOutbox outbox)
    {
        FinalTicket final = new(
            _options.Chain, _options.Grant.Grant.Id(), _options.Node, _options.Lane, _options.Epoch, _price,
            _base + (_price * _paid));
        Invariant.Require(final.Cumulative >= Cumulative, "I8: a final ticket below what was paid");
        int length = new CloseFrame(final, final.Sign(_device)).Write(outbox.Room(FrameHeader.Length + CloseFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, 0, length);
    }

    /// <summary>Requests ranges that were not requested in this session, as many as a node's queue takes.</summary>
    private void AskMore(EndpointOutbox outbox)
    {
        if (State != ClientState.Open) return;
        int done = 0;
        long before = _forgottenUnits;
        while (done < _requestedRanges && before + _ranges[done].Count <= _received) before += _ranges[done++].Count;
        for (; _requestedRanges < _ranges.Count && _requestedRanges - done < MaxRequests; _requestedRanges++)
        {
            Range range = _ranges[_requestedRanges];
            _requestedUnits += range.Count;
            RequestFrame request = new(range.Content, range.First, range.Count);
            int length = request.Write(outbox.Room(FrameHeader.Length + RequestFrame.BodyLength));
            outbox.Keep(EndpointEffectKind.Send, _connection, 0, length);
        }
    }

    private ClientChain LastChain => _chains[(_chainCount - 1) % MaxChains];

    private ClientChain ChainOf(long unit)
    {
        foreach (ClientChain chain in _chains)
            if (chain.Covers(unit)) return chain;
        Invariant.Break("client: a unit that no anchor covers");
        return _chains[0];
    }
}

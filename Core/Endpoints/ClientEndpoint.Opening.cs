using System;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>HELLO, WELCOME, RESUME, and what is left of a session when its connection is gone.</summary>
public sealed partial class ClientEndpoint
{
    private void SendHello(EndpointOutbox outbox)
    {
        Span<byte> nonce = stackalloc byte[Nonce.Length];
        _random.Fill(nonce);
        Nonce drawn = Nonce.FromBytes(nonce);
        HelloFrame signed = Hello(drawn, Hello(drawn, default).Sign(_device));
        _helloLength = signed.Write(_hello);
        _hello.AsSpan(0, _helloLength).CopyTo(outbox.Room(_helloLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, 0, _helloLength);
    }

    private HelloFrame Hello(Nonce nonce, Signature signature) => new()
    {
        Node = _options.Node,
        Grant = _options.Grant,
        Epoch = _options.Epoch,
        Lane = _options.Lane,
        Mode = _options.Mode,
        Tickets = _options.Tickets,
        Window = _options.Window,
        ServingNodes = _options.ServingNodes,
        Nonce = nonce,
        Path = new ScopePath(_options.ScopeTurns, _options.ScopeSiblings.Span),
        Signature = signature,
    };

    private ClientFault OnWelcome(Instant now, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (WelcomeFrame.TryRead(body, out WelcomeFrame welcome) != FrameError.None) return ClientFault.Malformed;
        ReadOnlySpan<byte> hello = _hello.AsSpan(FrameHeader.Length, _helloLength - FrameHeader.Length);
        bool terms = welcome.Node == _options.Node && welcome.Epoch == _options.Epoch && welcome.Lane == _options.Lane;
        if (!terms || !welcome.IsSignedBy(_options.Node, hello, _verifier)) return ClientFault.BadWelcome;
        bool dear = welcome.UnitPrice <= Credits.Zero || welcome.UnitPrice > _options.Grant.Grant.MaxUnitPrice;
        if (dear && !Planted.Is(ProtocolBug.PriceUnchecked)) return ClientFault.PriceAboveGrant;
        _session = SessionId.Of(hello, body);
        _ticketKey = TicketChain.KeyOf(_session, _options.Lane);
        _price = welcome.UnitPrice;
        _windowOfNode = welcome.Window;
        // Who has paid before goes on from the ticket that the node holds, and first shows those that it may have lost.
        ShowLastTicket(outbox);
        RequestOwedKeys(outbox);
        bool resumes = welcome.State == LaneState.TicketHeld || Cumulative > Credits.Zero;
        if (!resumes) return Open(now, Credits.Zero, outbox);
        ResumeFrame resume = new(_session, new ResumeStatement(_options.Chain, _session).Sign(_device));
        int length = resume.Write(outbox.Room(FrameHeader.Length + ResumeFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, 0, length);
        State = ClientState.Resuming;
        return ClientFault.None;
    }

    private ClientFault OnResumed(Instant now, ReadOnlySpan<byte> body, EndpointOutbox outbox)
    {
        if (ResumedFrame.TryRead(body, out ResumedFrame held) != FrameError.None) return ClientFault.Malformed;
        if (!TryBase(held, out Credits told)) return ClientFault.BadResumed;
        // A device that remembers takes exactly what it remembers; one that lost its memory what bears its signature.
        bool remembers = Cumulative > Credits.Zero;
        // Payment before the chunk may be lost with its anchor: a node that knows less than it was paid loses that, and nobody else.
        bool isLost = told < Cumulative && _options.Mode == ExchangeMode.PayBefore;
        if (isLost) Cumulative = told;
        if (remembers && told != Cumulative && !Planted.Is(ProtocolBug.BaseUnchecked)) return ClientFault.BadResumed;
        return Open(now, told, outbox);
    }

    /// <summary>What the lane has cost, by a ticket that this device signed, of this very lane.</summary>
    private bool TryBase(in ResumedFrame held, out Credits told)
    {
        told = Credits.Zero;
        LaneKey lane = new(_options.Grant.Grant.Id(), _options.Node, _options.Lane, _options.Epoch);
        switch (held.Kind)
        {
            case HeldTicket.Nothing:
                return true;
            case HeldTicket.Final:
                told = held.Final.Cumulative;
                return held.Final.Chain == _options.Chain && held.Final.LaneKey == lane
                    && held.Final.IsSignedBy(_device.Key, held.Signature, _verifier);
        }

        Anchor anchor = held.Anchor.Anchor;
        bool sound = anchor.IsSound && anchor.Chain == _options.Chain && anchor.LaneKey == lane
            && held.Unit >= anchor.Start && held.Unit <= anchor.End;
        if (!sound) return false;
        told = anchor.CumulativeAt(held.Unit);
        if (Planted.Is(ProtocolBug.BaseUnchecked)) return true;
        if (!anchor.IsSignedBy(_device.Key, held.Anchor.Signature, _verifier)) return false;
        if (held.Kind == HeldTicket.HashChain)
        {
            Hash256 key = TicketChain.KeyOf(anchor.Session, anchor.Lane);
            return TicketChain.Leads(key, held.Unit, held.Ticket, anchor.Start, anchor.Head);
        }

        UnitTicket unit = new(
            anchor.Chain, anchor.Session, anchor.GrantId, anchor.Node, anchor.Lane, anchor.Epoch, held.Unit, held.Cumulative);
        return held.Cumulative == told && unit.IsSignedBy(_device.Key, held.Signature, _verifier);
    }

    private ClientFault Open(Instant now, Credits lanesCost, EndpointOutbox outbox)
    {
        _base = lanesCost;
        Cumulative = Credits.Max(Cumulative, lanesCost);
        State = ClientState.Open;
        if (_actorOpens) WelcomeActor(now, outbox);
        if (!_finishing) return ClientFault.None;
        State = ClientState.Closing;
        Act(now, Input.Finish(Self), outbox);
        return ClientFault.None;
    }

    private void WelcomeActor(Instant now, EndpointOutbox outbox)
    {
        _actorOpens = false;
        long window = Math.Min(_windowOfNode, _options.Window);
        Act(now, Input.From(new Message(MessageKind.Welcome, default, Self, Peer, window, _price)), outbox);
        SendPay(outbox);
    }

    private void LeaveSession(Instant now, EndpointOutbox outbox)
    {
        long gone = (_options.Mode == ExchangeMode.Encrypted ? _paid : _keyed) - _forgottenUnits;
        if (_options.Mode != ExchangeMode.Encrypted) WantedUnits += _paid - _keyed;
        bool answered = true;
        while (_chunks.TryDequeue(out ClientChunk? chunk))
        {
            bool owed = _options.Mode == ExchangeMode.Encrypted && chunk.Unit <= _paid;
            if (owed) _owed.Add(chunk);
            else if (!answered) _witnesses.Add(chunk);
            else _free.Push(chunk);
            if (owed || !answered) answered = chunk.IsSigned;
        }

        Invariant.Require(answered || Planted.Is(ProtocolBug.PaymentWithoutHeader), "I6: what is owed has no signature that answers for it");

        for (int i = 0; i < _ranges.Count && gone > 0;)
        {
            Range range = _ranges[i];
            long taken = Math.Min(gone, range.Count);
            gone -= taken;
            if (taken == range.Count) _ranges.RemoveAt(i);
            else _ranges[i] = range with { First = range.First + taken, Count = range.Count - taken };
        }

        foreach (ClientChain chain in _chains) chain.Clear();
        _chainCount = 0;
        _requestedUnits = _forgottenUnits = _requestedRanges = 0;
        _received = _signed = _fed = _paid = _keyed = _payDue = 0;
        _session = default;
        _actorOpens = false;
        Act(now, Input.Disconnected(Self, Peer), outbox);
    }

    /// <summary>The last ticket of the session before may be lost; where keys are owed it is shown with them.</summary>
    private void ShowLastTicket(EndpointOutbox outbox)
    {
        if (_options.Tickets == TicketKind.Signed && _lastSigned.Unit > 0)
        {
            int length = _lastSigned.Write(outbox.Room(FrameHeader.Length + PaySignedFrame.BodyLength));
            outbox.Keep(EndpointEffectKind.Send, _connection, _lastSigned.Unit, length);
        }
        else if (_options.Mode != ExchangeMode.Encrypted && _lastTicket.Unit > 0)
        {
            int length = _lastTicket.Write(outbox.Room(FrameHeader.Length + KeyRequestFrame.BodyLength));
            outbox.Keep(EndpointEffectKind.Send, _connection, _lastTicket.Unit, length);
        }
    }

    private void RequestOwedKeys(EndpointOutbox outbox)
    {
        foreach (ClientChunk chunk in _owed) RequestKey(chunk, outbox);
    }

    private void RequestKey(ClientChunk chunk, EndpointOutbox outbox)
    {
        KeyRequestFrame asked = new(chunk.Session, chunk.Unit, chunk.Ticket);
        int length = asked.Write(outbox.Room(FrameHeader.Length + KeyRequestFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, _connection, chunk.Unit, length);
    }
}

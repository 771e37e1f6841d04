using System;
using Fleek.Core.Actors;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>Between frames and the actor: what the actor is told, and what becomes of what it wants.</summary>
public sealed partial class NodeEndpoint
{
    /// <summary>A message of the lane's session, checked, to the actor.</summary>
    private void Tell(Instant now, NodeConnection c, MessageKind kind, long number, Credits amount, EndpointOutbox outbox)
    {
        if (!c.HasActorLane) return;
        NodeLaneBook lane = c.Lane!;
        Act(now, Input.From(new Message(kind, default, lane.Grant.Payer.User, Id, number, amount) { Lane = lane.Number }), outbox);
    }

    private void Act(Instant now, in Input input, EndpointOutbox outbox)
    {
        Instant deadline = _core.Step(now, input, _actions);
        Observer?.Stepped(input, _actions.Effects, deadline);
        foreach (ref readonly Effect effect in _actions.Effects) Carry(now, effect, outbox);
        UserId user = input.Kind == InputKind.LedgerEntry ? input.Entry.User : input.Message.User;
        _actions.Clear();
        if (deadline < Instant.Never)
            outbox.Add(new EndpointEffect(EndpointEffectKind.Wake, 0, 0) { User = user, At = deadline });
    }

    private void Carry(Instant now, in Effect effect, EndpointOutbox outbox)
    {
        ref readonly Message m = ref effect.Message;
        PayerEntry payer = _payerOf[m.User.Value];
        switch (effect.Kind)
        {
            case EffectKind.Send:
                if (payer.Lanes[m.Lane]?.Live is { } c) CarryMessage(now, c, m, outbox);
                break;
            case EffectKind.Submit:
                Redeem(payer, outbox);
                break;
            case EffectKind.Watch:
                outbox.Add(new EndpointEffect(EndpointEffectKind.Watch, 0, 0)
                {
                    User = payer.User, Payer = payer.Key,
                });
                break;
            case EffectKind.Hint:
                outbox.Add(new EndpointEffect(EndpointEffectKind.Hint, 0, m.Amount.Units)
                {
                    User = payer.User, Payer = payer.Key,
                });
                break;
            case EffectKind.Paid:
                _takenUnits++; // its ticket is recorded already
                break;
            case EffectKind.Froze:
                break; // the REFUSE follows
            default:
                Invariant.Break("node: an effect that is not a node's");
                break;
        }
    }

    private void CarryMessage(Instant now, NodeConnection c, in Message m, EndpointOutbox outbox)
    {
        switch (m.Kind)
        {
            case MessageKind.Welcome:
                if (c.State == ConnectionState.Opening) SendWelcome(c, outbox);
                break;
            case MessageKind.Chunk:
                OrderChunk(now, c, m.Number, outbox);
                break;
            case MessageKind.Key:
                Invariant.Require(m.Number <= c.Session!.PaidUnit, "I1: a key for a unit that is not paid");
                break; // leaves when its ticket is durable
            case MessageKind.Refuse:
                SendRefuse(c, m.Reason, m.Number, outbox);
                break;
            case MessageKind.End:
                // Behind the keys that CLOSE paid for: who has END lacks nothing.
                Await(new PendingRecord(_recorded, PendingKind.End, c, c.Session!, Math.Min(m.Number, c.Session!.SentUnit)), now, outbox);
                break;
            default:
                Invariant.Break("node: a message that is not a node's");
                break;
        }
    }

    private void SendChunk(Instant now, NodeConnection c, long unit, EndpointOutbox outbox)
    {
        NodeSession session = c.Session!;
        Invariant.Require(unit == session.SentUnit + 1, "node: a chunk out of order");
        Invariant.Require(
            unit - session.PaidUnit <= _options.Business.WindowChunks || _options.Business.Mode == ExchangeMode.PayBefore
                || Planted.Is(ProtocolBug.NodeWindowIgnored),
            "I4: more is sent and unpaid than the window");
        Invariant.Require(unit <= session.PaidUnit || !IsStale(now), "I19: a chunk by a view that is too old");
        session.SentUnit = unit;
        (Hash256 content, long block, _, _) = c.Requests.Find(unit);
        outbox.Add(new EndpointEffect(EndpointEffectKind.SendChunk, c.Id, unit) { Content = content, Block = block });
        if (Planted.Is(ProtocolBug.KeyWithChunk)) SendKey(c, session, unit, outbox);
        if (c.GrantRanOut && unit == c.AllowedUnits) SendRefuse(c, RefuseReason.GrantExhausted, unit, outbox);
    }

    /// <summary>
    /// The last chunk of a burst is signed, whatever its number: the client pays for what is signed, and the node may be waiting for that
    /// before it sends more.
    /// </summary>
    private void SignTails(EndpointOutbox outbox)
    {
        if (Planted.Is(ProtocolBug.TailUnsigned)) return;
        foreach (ref readonly EndpointEffect effect in outbox.Effects)
            if (effect.Kind == EndpointEffectKind.SendChunk && _connections.TryGetValue(effect.Connection, out NodeConnection? c))
                c.SignedUnit = effect.Number;
    }

    /// <summary>Names to the driver every lane of the payer whose best ticket was not submitted.</summary>
    private static void Redeem(PayerEntry payer, EndpointOutbox outbox)
    {
        foreach (NodeLaneBook? lane in payer.Lanes)
        {
            if (lane is null || lane.Cumulative <= lane.Submitted) continue;
            lane.Submitted = lane.Cumulative;
            outbox.Add(new EndpointEffect(EndpointEffectKind.Redeem, 0, lane.Cumulative.Units)
            {
                User = payer.User, Payer = payer.Key, Lane = lane.Key,
            });
        }
    }

    /// <summary>Waits for the log, or goes on at once if all of it is durable.</summary>
    private void Await(in PendingRecord waits, Instant now, EndpointOutbox outbox)
    {
        if (waits.Record <= _durable) Release(now, waits, outbox);
        else _pending.Enqueue(waits);
    }

    private void Release(Instant now, in PendingRecord waits, EndpointOutbox outbox)
    {
        NodeConnection c = waits.Connection;
        bool isCurrent = c.Session == waits.Session && c.HasActorLane;
        switch (waits.Kind)
        {
            case PendingKind.Anchor when isCurrent:
                Tell(now, c, MessageKind.Anchor, waits.Unit, default, outbox);
                c.AnchoredUnit = waits.Unit;
                Allow(now, c, outbox);
                TakeEarly(now, c, outbox);
                break;
            case PendingKind.Keys:
                waits.Session.DurableUnit = Math.Max(waits.Session.DurableUnit, waits.Unit);
                if (_options.Business.Mode != ExchangeMode.Encrypted || c.Session != waits.Session) break;
                for (long unit = c.KeyedUnit + 1; unit <= waits.Unit; unit++) SendKey(c, waits.Session, unit, outbox);
                break;
            case PendingKind.KeyResponse:
                waits.Session.DurableUnit = Math.Max(waits.Session.DurableUnit, waits.Unit);
                SendKeyResponse(c, waits.Session, waits.Unit, outbox);
                break;
            case PendingKind.Resumed when isCurrent:
                Invariant.Require(c.Resumes.Cumulative <= c.Lane!.Cumulative, "I12: a lane has cost less than was told");
                int told = c.Resumes.ToFrame().Write(outbox.Room(FrameHeader.Length + ResumedFrame.MaxBodyLength));
                outbox.Keep(EndpointEffectKind.Send, c.Id, 0, told);
                break;
            case PendingKind.End:
                int length = new EndFrame(waits.Unit).Write(outbox.Room(FrameHeader.Length + EndFrame.BodyLength));
                outbox.Keep(EndpointEffectKind.Send, c.Id, waits.Unit, length);
                break;
        }
    }

    private static void SendKey(NodeConnection c, NodeSession session, long unit, EndpointOutbox outbox)
    {
        bool planted = Planted.Is(ProtocolBug.KeyWithChunk) || Planted.Is(ProtocolBug.KeyBeforeDurable);
        Invariant.Require(unit <= session.DurableUnit || planted, "I1: a key before its ticket is durable");
        c.KeyedUnit = Math.Max(c.KeyedUnit, unit);
        KeyFrame key = new(unit, ChunkKeys.KeyOf(c.EpochSecret, session.Id, unit));
        int length = key.Write(outbox.Room(FrameHeader.Length + KeyFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, c.Id, unit, length);
    }

    private void SendKeyResponse(NodeConnection c, NodeSession session, long unit, EndpointOutbox outbox)
    {
        Invariant.Require(unit <= session.DurableUnit, "I1: a key before its ticket is durable");
        Hash256 secret = ChunkKeys.EpochSecret(_options.Secret, session.Lane.Key.Epoch);
        KeyResponseFrame key = new(session.Id, unit, ChunkKeys.KeyOf(secret, session.Id, unit));
        int length = key.Write(outbox.Room(FrameHeader.Length + KeyResponseFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, c.Id, unit, length);
    }

    private static void SendRefuse(NodeConnection c, RefuseReason reason, long unit, EndpointOutbox outbox)
    {
        RefuseFrame refuse = new(reason, unit);
        int length = refuse.Write(outbox.Room(FrameHeader.Length + RefuseFrame.BodyLength));
        outbox.Keep(EndpointEffectKind.Send, c.Id, unit, length);
    }
}

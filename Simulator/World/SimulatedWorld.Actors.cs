using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>Steps actors and carries out their effects.</summary>
internal sealed partial class SimulatedWorld
{
    private void StepNode(int node, in Input input)
    {
        EntityId self = new(EntityKind.Node, node);
        Instant deadline = NodeAt(node).Step(Now, input, _outbox);
        foreach (ref readonly Effect effect in _outbox.Effects)
        {
            Fold(self, effect);
            OnNodeEffect(self, effect);
        }

        _outbox.Clear();
        Arm(node, deadline);
        // A ledger view opens once the step that asked for it is done: an actor is never entered twice.
        while (_toWatch.TryDequeue(out UserId user))
        {
            _lanes[LaneBetween(user, new NodeId(node))].Watched = true;
            StepNode(node, Input.AccountOpened(user, _ledger.SignedBalance(user)));
        }
    }

    private void StepUser(int user, in Input input)
    {
        EntityId self = new(EntityKind.User, user);
        _users[user].Step(Now, input, _outbox);
        foreach (ref readonly Effect effect in _outbox.Effects)
        {
            Fold(self, effect);
            OnUserEffect(self, effect);
        }

        _outbox.Clear();
    }

    private void OnNodeEffect(EntityId self, in Effect effect)
    {
        Message m = effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send:
                SendDown(self, m);
                break;
            case EffectKind.Paid:
                _tally.Paid(m.User, m.Amount, Now);
                Trace(TraceEventKind.Payment, m);
                break;
            case EffectKind.Submit:
                Submit(self, m);
                break;
            case EffectKind.Watch:
                _toWatch.Enqueue(m.User);
                break;
            case EffectKind.Hint:
                SpreadHint(self, m);
                break;
            case EffectKind.Froze:
                _lanes[LaneBetween(m.User, m.Node)].Frozen = true;
                _tally.Froze(m.User);
                Trace(TraceEventKind.Freeze, m);
                break;
            default:
                Invariant.Break("world: an effect that is not a node's");
                break;
        }
    }

    private void OnUserEffect(EntityId self, in Effect effect)
    {
        Message m = effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send:
                SendUp(self, m);
                break;
            case EffectKind.Delivered:
                if (m.Number == 1) _tally.FirstKey(Now - _lanes[LaneBetween(m.User, m.Node)].HelloAt);
                Trace(TraceEventKind.Key, m);
                break;
            case EffectKind.Refused:
                _tally.Refused(m.User, Now);
                Trace(TraceEventKind.Refused, m);
                break;
            default:
                Invariant.Break("world: an effect that is not a user's");
                break;
        }
    }

    private void SendDown(EntityId self, in Message m)
    {
        ref Lane lane = ref _lanes[LaneBetween(m.User, m.Node)];
        if (m.Kind == MessageKind.Chunk)
        {
            _tally.ChunkSent(Now);
            Trace(TraceEventKind.Send, m);
        }

        long arrival = _links.ArrivalNs(m.Kind, _loop.Now, lane.DownDelayNs, ref lane.Down);
        Deliver(new Instant(arrival), new EntityId(EntityKind.User, m.User.Value), self, _nodeSequence[self.Index]++, m);
    }

    private void SendUp(EntityId self, in Message m)
    {
        ref Lane lane = ref _lanes[LaneBetween(m.User, m.Node)];
        if (m.Kind == MessageKind.Hello) lane.HelloAt = Now;
        long arrival = _links.ArrivalNs(m.Kind, _loop.Now, lane.UpDelayNs, ref lane.Up);
        Deliver(new Instant(arrival), new EntityId(EntityKind.Node, m.Node.Value), self, _userSequence[self.Index]++, m);
    }

    private void Deliver(Instant at, EntityId target, EntityId origin, long sequence, in Message m)
    {
        _messagesSent++;
        Schedule(at, Phase.Exchange, target, origin, sequence, _inputs.Put(Input.From(m)));
    }

    private void SpreadHint(EntityId self, in Message m)
    {
        Instant at = Now + _scenario.Payments.Commit.HintDelay;
        int first = m.User.Value * _lanesPerUser;
        for (int lane = first; lane < first + _lanesPerUser; lane++)
        {
            if (_lanes[lane].Node == m.Node) continue;
            EntityId target = new(EntityKind.Node, _lanes[lane].Node.Value);
            int handle = _inputs.Put(Input.Hint(m.User, m.Node, m.Amount));
            Schedule(at, Phase.Exchange, target, self, _nodeSequence[self.Index]++, handle);
        }
    }

    private void Submit(EntityId self, in Message m)
    {
        _tally.Committed();
        Trace(TraceEventKind.Submit, m);
        Redeem redeem = new(m.User, m.Node, m.Amount);
        Instant final = _sequencer.FinalAt(Now, redeem, LaneBetween(m.User, m.Node));
        Schedule(final, Phase.Visibility, LedgerEntity, self, _nodeSequence[self.Index]++, _submitted.Put(redeem));
    }

    /// <summary>A transaction is final: the ledger applies it and every node that watches the account sees the entry.</summary>
    private void OnFinal(in Redeem redeem)
    {
        LedgerEntry entry = _ledger.Apply(redeem);
        _trace?.Record(new TraceEvent(Now, TraceEventKind.Visible, entry.User, entry.Node, 0, entry.Amount));
        int first = redeem.User.Value * _lanesPerUser;
        for (int lane = first; lane < first + _lanesPerUser; lane++)
            if (_lanes[lane].Watched) StepNode(_lanes[lane].Node.Value, Input.From(entry));
    }

    /// <summary>One armed wake-up a node: a later deadline is found when an earlier one fires.</summary>
    private void Arm(int node, Instant deadline)
    {
        if (deadline.Nanoseconds >= _armedNs[node]) return;
        _armedNs[node] = deadline.Nanoseconds;
        EntityId self = new(EntityKind.Node, node);
        Schedule(deadline, Phase.Commit, self, self, _nodeSequence[node]++, NoHandle);
    }

    private void WakeNode(int node)
    {
        if (_armedNs[node] != _loop.Now) return; // superseded by an earlier one
        _armedNs[node] = long.MaxValue;
        StepNode(node, Input.WakeUp);
    }

    private void Fold(EntityId actor, in Effect effect)
    {
        if (_observer is null) EffectHash.Add(ref _hash, Now, actor, effect);
        else _observer.Fold(ref _hash, Now, actor, effect);
    }

    private void Trace(TraceEventKind kind, in Message m) =>
        _trace?.Record(new TraceEvent(Now, kind, m.User, m.Node, m.Number, m.Amount));
}

using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.World.Sequencing;
using Fleek.Sim.World.Streams;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>Steps actors and carries out their effects.</summary>
internal sealed partial class SimulatedWorld
{
    private void StepNode(int lane, in Input input)
    {
        NodeId node = _lanes[lane].Node;
        if (IsDown(node.Value, input)) return;
        Instant deadline = _real is null ? NodeOf(lane).Step(LocalTime(node.Value), input, _outbox) : _real.StepNode(Now, lane, input);
        foreach (ref readonly Effect effect in _real is null ? _outbox.Effects : _real.Effects)
        {
            Fold(lane, EntityKind.Node, effect);
            OnNodeEffect(lane, effect);
        }

        _outbox.Clear();
        ArmWake(lane, TrueTime(node.Value, deadline));
        if (!_watchAsked) return;
        // A ledger view opens once the step that asked for it is done: an actor is never entered twice.
        _watchAsked = false;
        _lanes[lane].WatchedSince = Now;
        UserId user = _lanes[lane].User;
        StepNode(lane, Input.AccountOpened(user, _ledger.SignedBalance(user), default, _ledger.LimitOf(user, node), _ledger.IsFrozen(user)));
    }

    private void StepUser(int lane, in Input input)
    {
        if (_real is null) _users[_lanes[lane].User.Value - _firstUser].Step(Now, input, _outbox);
        else _real.StepUser(Now, lane, input);
        foreach (ref readonly Effect effect in _real is null ? _outbox.Effects : _real.Effects)
        {
            int its = LaneBetween(effect.Message.User, effect.Message.Node, lane);
            Fold(its, EntityKind.User, effect);
            OnUserEffect(its, effect);
        }

        _outbox.Clear();
    }

    private void OnNodeEffect(int lane, in Effect effect)
    {
        ref readonly Message m = ref effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send:
                if (m.Kind == MessageKind.Chunk)
                {
                    _tally.ChunkSent(Now);
                    _adversary.Tally.ChunkSent(m.User);
                    Trace(TraceEventKind.Send, m);
                }

                // On a stream that is fast-forwarded the key is where the stream's times say.
                if (!_lanes[lane].Stream.Running) SendDown(lane, m);
                break;
            case EffectKind.Paid:
                CountPayment(lane, m);
                Trace(TraceEventKind.Payment, m);
                break;
            case EffectKind.Submit or EffectKind.Renew or EffectKind.Release:
                Submit(lane, m, RequestOf(effect.Kind));
                break;
            case EffectKind.Watch:
                _watchAsked = true;
                break;
            case EffectKind.Hint:
                SpreadHint(lane, m);
                break;
            case EffectKind.Froze:
                _lanes[lane].Frozen = true;
                _tally.Froze(m.User);
                Trace(TraceEventKind.Freeze, m);
                break;
            default:
                Invariant.Break("world: an effect that is not a node's");
                break;
        }
    }

    private void CountPayment(int lane, in Message m)
    {
        NoteInsolvencyBefore(m.User, _loop.Now);
        _tally.Paid(m.User, m.Amount, Now);
        _adversary.Tally.ChunkPaid(m.User);
        ref Lane l = ref _lanes[lane];
        if (l.Stream.Running)
        {
            _tally.UnpaidNs += new StreamTimes(l, _links).UnpaidNs - _loop.Now;
            l.Stream.Paid = m.Number;
        }

        // This payment may be the last one that the account could make, beside those of streams that the tally was not told of.
        if (IsInsolventBefore(m.User, _loop.Now)) _tally.Insolvent(m.User, Now);
    }

    private void OnUserEffect(int lane, in Effect effect)
    {
        ref readonly Message m = ref effect.Message;
        switch (effect.Kind)
        {
            case EffectKind.Send:
                SendUp(lane, m);
                break;
            case EffectKind.Delivered:
                if (m.Number == 1) _tally.FirstKey(Now - _lanes[lane].HelloAt);
                _adversary.Tally.ChunkDelivered(m.User);
                NoteDelivery(m.User);
                Trace(TraceEventKind.Key, m);
                break;
            case EffectKind.Refused:
                _tally.Refused(m.User, Now);
                Trace(TraceEventKind.Refused, m);
                if (m.Reason == RefuseReason.Frozen) TopUp(m.User);
                break;
            default:
                Invariant.Break("world: an effect that is not a user's");
                break;
        }
    }

    private void SpreadHint(int lane, in Message m)
    {
        if (_lanes[lane].IsHostile && _adversary.Withholds) return;
        Instant at = Now + _groups.Of(m.Node).CommitRule.HintDelay;
        EntityId self = new(EntityKind.Node, m.Node.Value);
        int first = FirstLaneOf(m.User.Value);
        for (int other = first; other < first + _lanesPerUser; other++)
        {
            if (other == lane) continue;
            EntityId target = new(EntityKind.Node, _lanes[other].Node.Value);
            Credits amount = _lanes[lane].IsHostile && _adversary.Forges ? m.Amount + _scenario.Users.Balance : m.Amount;
            Input hint = Input.Hint(m.User, m.Node, amount);
            Schedule(at, Phase.Exchange, target, self, NextSequence(lane), What.Hint, _hints.Put((other, hint)));
        }
    }

    private void OnHint((int Lane, Input Hint) arrived)
    {
        if (!IsBorneOut(arrived.Lane, arrived.Hint.Message)) return;
        NoteInsolvencyBefore(_lanes[arrived.Lane].User, _loop.Now);
        SyncBefore(arrived.Lane);
        StepNode(arrived.Lane, arrived.Hint);
        Reconsider(arrived.Lane);
    }

    private static LimitRequest RequestOf(EffectKind kind) => kind switch
    {
        EffectKind.Renew => LimitRequest.Renew,
        EffectKind.Release => LimitRequest.Release,
        _ => LimitRequest.None,
    };

    private void Submit(int lane, in Message m, LimitRequest request)
    {
        if (_lanes[lane].IsHostile && _adversary.SubmitsAt(Now) is { } later) HoldBack(lane, m, request, later);
        else SubmitNow(lane, m, request);
    }

    private void SubmitNow(int lane, in Message m, LimitRequest request)
    {
        _tally.Committed();
        Trace(TraceEventKind.Submit, m);
        Redeem redeem = new(m.User, m.Node, m.Amount) { Request = request, ReleaseNumber = (int)m.Number };
        int laneOfAll = (m.User.Value * _lanesPerUser) + PlaceOf(lane);
        Sequenced place = _sequencer.Submit(Now, redeem, laneOfAll);
        _tally.Sequenced(place.Final - Now);
        _forecast?.Submitted(Now, place.Final, lane, m.Amount);
        _cascades?.Submitted(lane, m.Amount, NodeAt(m.Node).AccountOf(m.User));
        EntityId ledger = new(EntityKind.Ledger, m.User.Value), self = new(EntityKind.Node, m.Node.Value);
        Schedule(place.Final, Phase.Visibility, ledger, self, NextSequence(lane), What.Final, _submitted.Put((redeem, place)));
    }

    /// <summary>A transaction is final: the ledger applies it, and every node that watches the account sees the entry, now or later.</summary>
    private void OnFinal(in Redeem redeem, in Sequenced place)
    {
        LedgerEntry entry = _ledger.Apply(redeem);
        _trace?.Record(new TraceEvent(Now, TraceEventKind.Visible, entry.User, entry.Node, 0, entry.Amount));
        Show(entry, place);
        if (_scenario.MovesMoney) NoteClaim(entry);
    }

    /// <summary>Every node that watches the account sees the entry, now or later.</summary>
    private void Show(in LedgerEntry entry, in Sequenced place)
    {
        NoteInsolvencyBefore(entry.User, _loop.Now);
        int first = FirstLaneOf(entry.User.Value);
        for (int lane = first; lane < first + _lanesPerUser; lane++)
        {
            if (!_lanes[lane].IsWatched || (_lanes[lane].IsHostile && _adversary.Eclipses)) continue;
            Instant seen = _sequencer.VisibleAt(place, _lanes[lane].Node);
            if (seen > Now) ScheduleSight(lane, seen, entry);
            else See(lane, entry);
        }
    }

    private void ScheduleSight(int lane, Instant seen, in LedgerEntry entry)
    {
        EntityId node = new(EntityKind.Node, _lanes[lane].Node.Value), origin = new(EntityKind.Node, Math.Max(0, entry.Node.Value));
        Schedule(seen, Phase.Visibility, node, origin, NextSequence(lane), What.Seen, _seen.Put((lane, entry, Now)));
    }

    private void OnSeen((int Lane, LedgerEntry Entry, Instant Final) sight)
    {
        // A view that was opened since, after a node lost its disk, has the entry already.
        if (!_lanes[sight.Lane].IsWatched || _lanes[sight.Lane].WatchedSince > sight.Final) return;
        NoteInsolvencyBefore(sight.Entry.User, _loop.Now);
        See(sight.Lane, sight.Entry);
    }

    private void See(int lane, in LedgerEntry entry)
    {
        SyncBefore(lane);
        if (entry.Node != _lanes[lane].Node)
            _cascades?.Saw(lane, LaneBetween(entry.User, entry.Node, lane), entry.Cumulative, entry.Amount);
        StepNode(lane, Input.From(entry));
        Reconsider(lane);
    }

    /// <summary>One armed wake-up a lane: a later deadline is found when an earlier one fires.</summary>
    private void ArmWake(int lane, Instant deadline)
    {
        ref Lane l = ref _lanes[lane];
        if (deadline.Nanoseconds >= l.WakeNs) return;
        l.WakeNs = deadline.Nanoseconds;
        EntityId self = new(EntityKind.Node, l.Node.Value), user = new(EntityKind.User, l.User.Value);
        Schedule(deadline, Phase.Commit, self, user, 0, What.Wake, lane);
    }

    private void WakeNode(int lane)
    {
        if (_lanes[lane].WakeNs != _loop.Now) return; // superseded by an earlier one
        _lanes[lane].WakeNs = long.MaxValue;
        NoteInsolvencyBefore(_lanes[lane].User, _loop.Now + 1);
        SyncThrough(lane);
        StepNode(lane, Input.WakeUp(_lanes[lane].User));
        Reconsider(lane);
    }

    private long NextSequence(int lane) => _lanes[lane].NodeSequence++;

    private void Fold(int lane, EntityKind actor, in Effect effect)
    {
        Effect seen = _observer is null ? effect : _observer.See(Now, actor, effect);
        EffectHash.Add(ref _hashes[effect.Message.User.Value - _firstUser], Now, actor, seen);
        if (IsDecision(effect)) EffectHash.Add(ref _lanes[lane].Decisions, Now, actor, seen);
    }

    /// <summary>What the rules decided, and not what follows from it: equal with and without fast-forward.</summary>
    private static bool IsDecision(in Effect effect) =>
        effect.Kind is EffectKind.Submit or EffectKind.Froze or EffectKind.Refused or EffectKind.Renew or EffectKind.Release;

    private void Trace(TraceEventKind kind, in Message m) =>
        _trace?.Record(new TraceEvent(Now, kind, m.User, m.Node, m.Number, m.Amount));
}

using Fleek.Core.Actors;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Sequencing;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>Money that payers move, epochs of settlement, and adversaries.</summary>
internal sealed partial class SimulatedWorld
{
    private static LedgerRules RulesOf(Scenario scenario) => new()
    {
        Settlement = scenario.Ledger.Settlement?.Rule ?? SettlementRule.FirstCome,
        // Less than one chunk above the threshold: no node serves another.
        FreezeBelow = scenario.Payments.UnfreezeThreshold is null ? null : scenario.Payments.FreezeThreshold + scenario.Payments.Price,
        UnfreezeFrom = scenario.Payments.UnfreezeThreshold ?? Credits.Zero,
    };

    private ref PayerState PayerOf(UserId user) => ref _payers[user.Value - _firstUser];

    private bool IsGone(UserId user) => PayerOf(user).IsGone;

    private void BeginAttack(UserId user)
    {
        if (_scenario.Adversary is not { } adversary) return;
        PayerStep? first = adversary.Kind switch
        {
            AdversaryKind.Vanish => PayerStep.Vanish,
            AdversaryKind.Withdraw => PayerStep.SubmitWithdrawal,
            AdversaryKind.Collusion => PayerStep.Collude,
            _ => null,
        };
        if (adversary.Kind == AdversaryKind.Collusion) _ledger.SetGrant(user, ColluderOf(user), adversary.Grant);
        if (first is { } step) SchedulePayer(step, user, Instant.Zero + adversary.After, Phase.Exchange);
    }

    private void SchedulePayer(PayerStep step, UserId user, Instant at, Phase phase, Sequenced place = default)
    {
        EntityId self = new(EntityKind.User, user.Value);
        EntityId target = phase == Phase.Visibility ? new(EntityKind.Ledger, user.Value) : self;
        Schedule(at, phase, target, self, PayerOf(user).Sequence++, What.Payer, _payerSteps.Put((step, user, place)));
    }

    private void OnPayerStep((PayerStep Step, UserId User, Sequenced Place) due)
    {
        UserId user = due.User;
        switch (due.Step)
        {
            case PayerStep.SubmitDeposit:
                SubmitMove(PayerStep.Deposit, user);
                break;
            case PayerStep.Deposit:
                Deposit(user, due.Place);
                break;
            case PayerStep.Reopen:
                Reopen(user);
                break;
            case PayerStep.SubmitWithdrawal:
                SubmitMove(PayerStep.Withdrawal, user);
                break;
            case PayerStep.Withdrawal:
                Withdraw(user, due.Place);
                break;
            case PayerStep.Payout:
                Move(_ledger.PayOut(user), due.Place);
                break;
            case PayerStep.Settlement:
                PayerOf(user).AwaitsSettlement = false;
                _ledger.EndEpoch(user);
                break;
            case PayerStep.Vanish:
                PayerOf(user).IsGone = true;
                SchedulePayer(PayerStep.GiveUp, user, Now + _scenario.Adversary!.Hold, Phase.Exchange);
                break;
            case PayerStep.GiveUp:
                GiveUp(user);
                break;
            case PayerStep.Collude:
                SubmitMove(PayerStep.Colluded, user);
                break;
            case PayerStep.Colluded:
                Colluded(user, due.Place);
                break;
        }
    }

    /// <summary>A transaction that is not a serving node's claim takes the lag of one; the node that it comes by is the user's first.</summary>
    private void SubmitMove(PayerStep whenFinal, UserId user)
    {
        NodeId by = whenFinal == PayerStep.Colluded ? ColluderOf(user) : _lanes[FirstLaneOf(user.Value)].Node;
        Sequenced place = _sequencer.Submit(Now, new Redeem(user, by, Credits.Zero), user.Value * _lanesPerUser);
        SchedulePayer(whenFinal, user, place.Final, Phase.Visibility, place);
    }

    /// <summary>The payer moved money: nodes see it.</summary>
    private void Move(in LedgerEntry entry, in Sequenced place)
    {
        PayerOf(entry.User).Moved -= entry.Amount;
        TraceEventKind kind = entry.Kind == LedgerEntryKind.Deposit ? TraceEventKind.Deposit : TraceEventKind.Visible;
        _trace?.Record(new TraceEvent(Now, kind, entry.User, null, 0, kind == TraceEventKind.Deposit ? -entry.Amount : entry.Amount));
        Show(entry, place);
    }

    /// <summary>A node has frozen the user: it deposits, if it has not done so often enough.</summary>
    private void TopUp(UserId user)
    {
        ref PayerState payer = ref PayerOf(user);
        if (_scenario.Users.TopUp is not { } spec || payer.IsToppingUp || payer.TopUps == spec.Times) return;
        Instant at = Now + spec.After;
        if (at >= Instant.Zero + _scenario.Duration) return;
        payer.TopUps++;
        payer.IsToppingUp = true;
        SchedulePayer(PayerStep.SubmitDeposit, user, at, Phase.Exchange);
    }

    private void Deposit(UserId user, in Sequenced place)
    {
        Credits amount = _scenario.Users.TopUp!.Amount;
        _tally.Deposited(user, amount);
        PayerOf(user).IsToppingUp = false;
        Move(_ledger.Deposit(user, amount), place);
        Instant seenByAll = Now;
        for (int lane = FirstLaneOf(user.Value), end = lane + _lanesPerUser; lane < end; lane++)
            seenByAll = Instant.Max(seenByAll, _sequencer.VisibleAt(place, _lanes[lane].Node));
        SchedulePayer(PayerStep.Reopen, user, seenByAll, Phase.Exchange);
    }

    private void Reopen(UserId user)
    {
        if (Now >= Instant.Zero + _scenario.Duration) return;
        for (int lane = FirstLaneOf(user.Value), end = lane + _lanesPerUser; lane < end; lane++)
        {
            if (_users[user.Value - _firstUser].StateOf(PlaceOf(lane)) != UserLaneState.Refused) continue;
            StepUser(lane, Input.Connected(user, _lanes[lane].Node));
            if (!_lanes[lane].IsDemandPaused) continue;
            _lanes[lane].IsDemandPaused = false;
            Instant next;
            do next = _demand.Next(ref _lanes[lane], Now);
            while (next <= Now); // what it would have wanted meanwhile
            if (next != Instant.Never) ArmDemand(lane, next);
        }
    }

    private void Withdraw(UserId user, in Sequenced place)
    {
        Move(_ledger.Withdraw(user, _scenario.Users.Balance), place);
        Duration delay = _scenario.Adversary!.WithdrawalDelay;
        // Claims that are final in the instant of the payment go before it.
        if (delay > Duration.Zero) SchedulePayer(PayerStep.Payout, user, Now + delay, Phase.Commit, place);
        else Move(_ledger.PayOut(user), place);
    }

    /// <summary>A claim is final: pro rata it waits for the end of its epoch, to which the end itself belongs.</summary>
    private void NoteClaim(in LedgerEntry entry)
    {
        if (_scenario.Ledger.Settlement is not { Rule: SettlementRule.ProRata } settlement) return;
        ref PayerState payer = ref PayerOf(entry.User);
        if (payer.AwaitsSettlement) return;
        payer.AwaitsSettlement = true;
        long epoch = settlement.Epoch.Nanoseconds, end = (_loop.Now + epoch - 1) / epoch * epoch;
        SchedulePayer(PayerStep.Settlement, entry.User, new Instant(end), Phase.Commit);
    }

    private void GiveUp(UserId user)
    {
        for (int lane = FirstLaneOf(user.Value), end = lane + _lanesPerUser; lane < end; lane++)
            StepNode(lane, Input.Disconnected(user, _lanes[lane].Node));
    }

    private NodeId ColluderOf(UserId user) => Adversary.ColluderAmong(_surroundings.NodesServing(user.Value));

    /// <summary>The node claims tickets that the client made for nothing, all that it was granted; where it has to lease, lease by lease.</summary>
    private void Colluded(UserId user, in Sequenced place)
    {
        Credits grant = _scenario.Adversary!.Grant;
        LedgerEntry entry = _ledger.Apply(new Redeem(user, ColluderOf(user), grant)
        {
            Request = _scenario.Payments.Limits is null ? LimitRequest.None : LimitRequest.Renew,
        });
        Move(entry, place);
        NoteClaim(entry);
        bool mayTakeMore = _scenario.Payments.Limits is not null && entry.Cumulative < grant && entry.Limit.Limit > entry.Cumulative;
        if (mayTakeMore) SchedulePayer(PayerStep.Collude, user, Now, Phase.Exchange);
    }

    /// <summary>A hostile node keeps a claim to itself for a while.</summary>
    private void HoldBack(int lane, in Message claim, LimitRequest request, Instant until)
    {
        EntityId self = new(EntityKind.Node, _lanes[lane].Node.Value), user = new(EntityKind.User, _lanes[lane].User.Value);
        Schedule(until, Phase.Commit, self, user, NextSequence(lane), What.Held, _held.Put((lane, claim, request)));
    }

    /// <summary>A hint counts only with the ticket that it tells of, and where it arrives.</summary>
    private bool IsBorneOut(int receiver, in Message hint)
    {
        if (_lanes[receiver].IsHostile && _adversary.Eclipses) return false;
        return !_adversary.Forges || hint.Amount <= PaidOn(LaneBetween(hint.User, hint.Node, receiver));
    }
}

using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;

namespace Fleek.Sim.World;

/// <summary>What the users' applications want, and what the experimenter samples.</summary>
internal sealed partial class SimulatedWorld
{
    private void ScheduleDemand(int lane)
    {
        Instant next = _demand.Next(ref _lanes[lane], Now);
        if (next != Instant.Never) ArmDemand(lane, next);
    }

    private void ArmDemand(int lane, Instant at)
    {
        int laneOfAll = (_lanes[lane].User.Value * _lanesPerUser) + PlaceOf(lane);
        EntityId self = new(EntityKind.Demand, laneOfAll);
        Schedule(at, Phase.Exchange, self, self, 0, What.Demand, lane);
    }

    private void OnDemand(int lane)
    {
        UserId user = _lanes[lane].User;
        if (IsGone(user) || HasLeft(lane)) return;
        UserLaneState? state = _real is null ? _users[user.Value - _firstUser].StateOf(PlaceOf(lane)) : null;
        if (state == UserLaneState.Closed) return;
        if (_real?.IsRefused(lane) ?? state == UserLaneState.Refused)
        {
            _lanes[lane].IsDemandPaused = true;
            return; // asks no more, unless it is let in again
        }

        if (TryFastForward(lane)) return;
        StepUser(lane, Input.Demand(user, _lanes[lane].Node, 1));
        ScheduleDemand(lane);
    }

    private void ScheduleSample(int user, SamplingSpec sampling)
    {
        double share = new RandomStream(_seed, StreamPurpose.Sampling, user).NextUniform();
        Duration span = _scenario.Duration - sampling.After;
        Instant at = Instant.Zero + sampling.After + new Duration((long)(share * span.Nanoseconds));
        EntityId self = new(EntityKind.Sampler, user);
        Schedule(at, Phase.Commit, self, self, 0, What.Sample, user - _firstUser);
    }

    /// <summary>The spend at all serving nodes but the first that the first cannot see: paid there, not yet in its ledger view.</summary>
    private void Sample(int userOfGroup)
    {
        Credits exposure = Credits.Zero;
        UserId user = new(_firstUser + userOfGroup);
        NoteInsolvencyBefore(user, _loop.Now + 1);
        int first = FirstLaneOf(user.Value);
        for (int lane = first + 1; lane < first + _lanesPerUser; lane++)
        {
            SyncThrough(lane);
            exposure += PaidOn(lane) + ForgottenClaim(lane) - _ledger.Claimed(user, _lanes[lane].Node);
        }

        _tally.Sampled(user, exposure);
    }
}

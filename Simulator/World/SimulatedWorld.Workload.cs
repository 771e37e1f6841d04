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
        if (next == Instant.Never) return;
        EntityId self = new(EntityKind.Demand, lane);
        Schedule(next, Phase.Exchange, self, self, _lanes[lane].DemandSequence++, NoHandle);
    }

    private void OnDemand(int lane)
    {
        int user = _lanes[lane].User.Value;
        if (_users[user].StateOf(lane - (user * _lanesPerUser)) == LaneState.Refused) return; // asks no more
        StepUser(user, Input.Demand(_lanes[lane].User, _lanes[lane].Node, 1));
        ScheduleDemand(lane);
    }

    private void ScheduleSample(int user, SamplingSpec sampling)
    {
        double share = new RandomStream(_seed, StreamPurpose.Sampling, user).NextUniform();
        Duration span = _scenario.Duration - sampling.After;
        Instant at = Instant.Zero + sampling.After + new Duration((long)(share * span.Nanoseconds));
        EntityId self = new(EntityKind.Sampler, user);
        Schedule(at, Phase.Commit, self, self, 0, NoHandle);
    }

    /// <summary>The spend at all serving nodes but the first that the first cannot see: paid there, not yet in its ledger view.</summary>
    private void Sample(int user)
    {
        Credits exposure = Credits.Zero;
        UserId id = new(user);
        int first = user * _lanesPerUser;
        for (int lane = first + 1; lane < first + _lanesPerUser; lane++)
        {
            NodeId node = _lanes[lane].Node;
            Credits paid = _nodes[node.Value]?.AccountOf(id).Paid ?? Credits.Zero;
            exposure += paid + ForgottenClaim(lane) - _ledger.Claimed(id, node);
        }

        _tally.Sampled(exposure);
    }
}

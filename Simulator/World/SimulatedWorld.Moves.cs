using Fleek.Core.Actors;
using Fleek.Core.Primitives;

namespace Fleek.Sim.World;

/// <summary>Users who move on from node to node.</summary>
internal sealed partial class SimulatedWorld
{
    /// <summary>Where a user has come to: chunks that it could use, and how many of its nodes, in order, it has left.</summary>
    private struct Stay
    {
        public long Delivered;
        public int Left;
    }

    private readonly Stay[] _stays;

    private void NoteDelivery(UserId user)
    {
        long after = _scenario.Workload.MoveAfterChunks;
        if (after == 0) return;
        long delivered = ++_stays[user.Value - _firstUser].Delivered;
        if (delivered % after != 0 || Now >= Instant.Zero + _scenario.Duration) return;
        // Once the step that delivered is done: an actor is never entered twice.
        EntityId clock = new(EntityKind.Clock, user.Value);
        Schedule(Now, Phase.Exchange, clock, clock, delivered, What.Move, FirstLaneOf(user.Value));
    }

    /// <summary>Who has been refused, or has been with all nodes, stays.</summary>
    private void MoveOn(int firstLane)
    {
        UserId user = _lanes[firstLane].User;
        ref Stay stay = ref _stays[user.Value - _firstUser];
        int next = stay.Left + _scenario.Users.ServingNodes;
        bool refused = _users[user.Value - _firstUser].StateOf(stay.Left) == UserLaneState.Refused;
        if (refused || next >= _lanesPerUser) return;
        int left = firstLane + stay.Left++;
        StepUser(left, Input.Leave(user, _lanes[left].Node));
        ScheduleDemand(firstLane + next);
    }

    private bool HasLeft(int lane) => PlaceOf(lane) < _stays[_lanes[lane].User.Value - _firstUser].Left;
}

using Fleek.Core.Actors;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Measuring;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World;

/// <summary>Where faults touch a run: arrivals, inputs of nodes that are down, clocks, and what must add up in the end.</summary>
internal sealed partial class SimulatedWorld
{
    private void ScheduleCrashes()
    {
        if (_faults is null) return;
        for (int node = 0; node < _nodes.Length; node++)
        {
            if (_faults.Crashes.Of(new NodeId(node)) is not { } down) continue;
            EntityId self = new(EntityKind.Fault, node);
            Schedule(down.From, Phase.Visibility, self, self, 0, What.Crash, node);
            Schedule(down.Until, Phase.Visibility, self, self, 1, What.Restart, node);
        }
    }

    private void Crash(int node)
    {
        _faults!.Held.Crash(node);
        if (_faults.Lost is { } lost) LoseDisk(node, lost);
    }

    private void Restart(int node)
    {
        foreach (Input missed in _faults!.Held.Restart(node))
        {
            UserId user = missed.Kind == InputKind.LedgerEntry ? missed.Entry.User : missed.Message.User;
            StepNode(LaneBetween(user, new NodeId(node), FirstLaneOf(user.Value)), missed);
        }
    }

    /// <summary>The node forgets its sessions: tickets that it has not submitted are lost, and its ledger views are closed.</summary>
    private void LoseDisk(int node, LostTickets lost)
    {
        if (_nodes[node] is not { } before) return;
        foreach (int lane in lost.LanesOf(node))
        {
            lost.Lose(lane, before.AccountOf(_lanes[lane].User), _scenario.Payments.Price);
            _lanes[lane].WatchedSince = Instant.Never;
        }

        _nodes[node] = null;
    }

    /// <summary>When a message arrives, of which <paramref name="cleanNs"/> is what the lane alone makes.</summary>
    private long FaultyArrivalNs(int lane, LaneDirection direction, in Message m, long cleanNs)
    {
        if (_faults?.Links is not { } links || !_lanes[lane].MeetsFaults) return cleanNs;
        if (m.Kind == MessageKind.Chunk) _faults.Lost?.Sent(lane, m.Number);
        long leavesNs = Math.Max(
            _loop.Now, direction == LaneDirection.Up ? _lanes[lane].Up.Link.FreeAtNs : _lanes[lane].Down.Link.FreeAtNs);
        return links.ArrivalNs(lane, _lanes[lane], direction, m.Kind, leavesNs, cleanNs);
    }

    private Dictionary<string, MeasureValue> Measured()
    {
        Dictionary<string, MeasureValue> measures = new(_tally.Measure(_ledger));
        if (_scenario.MovesMoney) _adversary.Tally.Measure(_ledger, _surroundings, measures);
        if (_faults?.Links is { } links)
            measures[Measures.Retransmissions] = Tally.Retransmissions(links.Retransmissions, links.Messages);
        _surroundings.MeasureSelection(_scenario, measures);
        return measures;
    }

    private bool IsDown(int node, in Input input) => _faults is not null && _faults.Held.Holds(node, input);

    private Instant LocalTime(int node) => _faults is null ? Now : _faults.LocalTime(node, Now);

    private Instant TrueTime(int node, Instant local) => _faults is null ? local : _faults.TrueTime(node, local, Now);

    private long UnpaidChunksLost => _faults?.Lost?.UnpaidChunks ?? 0;

    private Credits ForgottenClaim(int lane) => _faults?.Lost?.SubmittedOf(lane) ?? Credits.Zero;

    private Credits LostByNodes(int user)
    {
        Credits lost = Credits.Zero;
        if (_faults?.Lost is not { } tickets) return lost;
        for (int lane = user * _lanesPerUser; lane < (user + 1) * _lanesPerUser; lane++) lost += tickets.LostOf(lane);
        return lost;
    }
}

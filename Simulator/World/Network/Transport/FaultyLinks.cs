using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Faults;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Sim.World.Network.Transport;

/// <summary>The faulty links of all lanes of a run, each under a reliable transport of its own.</summary>
internal sealed class FaultyLinks
{
    private readonly LinkChain _disturbed, _undisturbed;
    private readonly ReliableTransport _overDisturbed, _overUndisturbed;
    private readonly Partition? _partition;
    private readonly bool[] _isDisturbed;
    private readonly TransportState[] _transports;
    private readonly BehaviourState[] _behaviours;
    private readonly long _chunkBytes;

    public FaultyLinks(Scenario scenario, FaultsSpec faults, CrashPlan crashes, ReadOnlySpan<Lane> lanes, ulong seed)
    {
        _partition = faults.Partition is { } cut ? FaultDraws.Cut(cut, scenario.Nodes, scenario.Users.Count, seed) : null;
        _disturbed = ChainOf(faults.Links, _partition);
        _undisturbed = ChainOf(null, _partition);
        Duration retransmitAfter = faults.Links?.RetransmitAfter ?? LinkFaultsSpec.StandardRetransmitAfter;
        _overDisturbed = new ReliableTransport(_disturbed, crashes, retransmitAfter);
        _overUndisturbed = new ReliableTransport(_undisturbed, crashes, retransmitAfter);
        _isDisturbed = FaultDraws.Chosen(scenario.Users.Count, faults.Links?.Users ?? 0, seed, StreamPurpose.LinkUsers);
        _chunkBytes = scenario.Payments.ChunkBytes;
        _transports = new TransportState[lanes.Length * 2];
        _behaviours = new BehaviourState[lanes.Length * 2 * _disturbed.Length];
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            for (int way = 0; way < 2; way++)
                ChainOf(lanes[lane].User).Start(seed, lanes[lane].User, lanes[lane].Node, (LaneDirection)way, StatesOf((lane * 2) + way));
        }
    }

    /// <summary>Messages so far, and how often one of them was sent again.</summary>
    public long Messages { get; private set; }

    public long Retransmissions { get; private set; }

    /// <summary>Sends a message and returns when it arrives, in nanoseconds.</summary>
    /// <param name="index">The lane's place among all.</param>
    /// <param name="leavesNs">When its last bit leaves for the first time.</param>
    /// <param name="cleanNs">When it would arrive if nothing went wrong.</param>
    public long ArrivalNs(int index, in Lane lane, LaneDirection direction, MessageKind kind, long leavesNs, long cleanNs)
    {
        LanePath path = direction == LaneDirection.Up
            ? new LanePath(lane.Up.DelayNs, lane.Down.DelayNs)
            : new LanePath(lane.Down.DelayNs, lane.Up.DelayNs);
        int way = (index * 2) + (int)direction;
        Transmission first = new(
            new Instant(leavesNs), WireSize.Of(kind, _chunkBytes), lane.User, lane.Node, direction, 0, 0);
        ReliableTransport transport = _isDisturbed[lane.User.Value] ? _overDisturbed : _overUndisturbed;
        Passage passage = transport.Send(first, new Duration(cleanNs - leavesNs), path, ref _transports[way], StatesOf(way));
        Messages++;
        Retransmissions += passage.Retransmissions;
        return passage.Arrival.Nanoseconds;
    }

    /// <summary>Whether anything but a crash can come between the two.</summary>
    public bool Touch(UserId user, NodeId node) => _isDisturbed[user.Value] || (_partition is not null && _partition.Parts(user, node));

    private LinkChain ChainOf(UserId user) => _isDisturbed[user.Value] ? _disturbed : _undisturbed;

    private Span<BehaviourState> StatesOf(int way) => _behaviours.AsSpan(way * _disturbed.Length, _disturbed.Length);

    /// <summary>In the order in which a transmission meets them: the sender's access, the path, the path's moods.</summary>
    private static LinkChain ChainOf(LinkFaultsSpec? disturbed, Partition? partition)
    {
        List<ILinkBehaviour> behaviours = [];
        LinkFaultsSpec links = disturbed ?? new LinkFaultsSpec();
        if (links.RateLimitBitsPerSecond > 0) behaviours.Add(new RateLimit(links.RateLimitBitsPerSecond, links.RateBurstBytes));
        if (partition is not null) behaviours.Add(partition);
        if (links.Loss > 0)
        {
            behaviours.Add(links.LossBurst is { } burst
                ? GilbertElliottLoss.OfBursts(links.Loss, burst)
                : new BernoulliLoss(links.Loss));
        }

        if (links.Duplicate > 0) behaviours.Add(new Duplication(links.Duplicate, Duration.Zero));
        if (links.Jitter > Duration.Zero) behaviours.Add(new Jitter(links.JitterLaw, links.Jitter));
        if (links.Reorder > 0) behaviours.Add(new Reordering(links.Reorder, links.ReorderDelay));
        return new LinkChain([.. behaviours]);
    }
}

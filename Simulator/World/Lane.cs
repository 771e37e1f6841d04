using Fleek.Core.Primitives;
using Fleek.Core.Wire;
using Fleek.Sim.Kernel;
using Fleek.Sim.World.Network;
using Fleek.Sim.World.Streams;
using RandomStream = Fleek.Core.Primitives.RandomStream;

namespace Fleek.Sim.World;

/// <summary>A message under way, and when it arrives.</summary>
internal readonly record struct Letter(long ArrivalNs, Message Message);

/// <summary>One direction of a lane: a FIFO of letters of which only the first is an event, so that pending events count lanes.</summary>
internal struct Direction
{
    public long DelayNs;
    public LinkState Link;
    public Ring Letters;

    /// <summary>When the first letter's event is due; an event of another time is an old one.</summary>
    public long ArmedNs;
}

/// <summary>What the world knows of one (user, node) lane. Lanes of a user are contiguous, in the order of its serving nodes.</summary>
internal struct Lane()
{
    public UserId User;
    public NodeId Node;
    public Direction Up, Down;

    /// <summary>Since when the node has its ledger view of the user's account, or never.</summary>
    public Instant WatchedSince = Instant.Never;

    /// <summary>The node froze the user.</summary>
    public bool Frozen;

    /// <summary>The node is one of the adversary's, on this account.</summary>
    public bool IsHostile;

    /// <summary>The user was refused when it wanted something, and has wanted nothing since.</summary>
    public bool IsDemandPaused;

    /// <summary>Something of what goes wrong in this run can meet the lane.</summary>
    public bool MeetsFaults;

    public Instant HelloAt;

    /// <summary>When the node's wake-up for this account is due.</summary>
    public long WakeNs;

    /// <summary>Counts the node's events on this account, as their order among those of one time.</summary>
    public long NodeSequence;

    public RandomStream Demand;

    /// <summary>Its demand is a Poisson process, and not of a constant rate.</summary>
    public bool IsPoisson;

    /// <summary>Demands of a constant rate, the pending one included.</summary>
    public long Demands;

    public LaneStream Stream;

    /// <summary>
    /// What was decided on the lane, in order: lane by lane, since what two nodes decide in one instant has no order.
    /// </summary>
    public TraceHash Decisions;

    public readonly bool IsWatched => WatchedSince < Instant.Never;
}

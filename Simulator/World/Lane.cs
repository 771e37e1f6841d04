using Fleek.Core.Primitives;
using Fleek.Sim.World.Network;

namespace Fleek.Sim.World;

/// <summary>What the world knows of one (user, node) lane. Lanes of a user are contiguous, in the order of its serving nodes.</summary>
internal struct Lane
{
    public UserId User;
    public NodeId Node;
    public long UpDelayNs, DownDelayNs;
    public LinkState Up, Down;

    /// <summary>The node has a ledger view of the user's account.</summary>
    public bool Watched;

    /// <summary>The node froze the user.</summary>
    public bool Frozen;

    public Instant HelloAt;
    public RandomStream Demand;
    public long DemandTicks, DemandSequence;
}

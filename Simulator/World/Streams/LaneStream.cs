using Fleek.Scenarios.Workloads;

namespace Fleek.Sim.World.Streams;

/// <summary>What a lane knows of its demand if that is a stream of constant rate, and how far it was fast-forwarded.</summary>
internal struct LaneStream
{
    public ConstantRate Rate;

    /// <summary>The lane's demand has a constant rate and its links are such that its exchanges are arithmetic.</summary>
    public bool Eligible;

    /// <summary>The lane is fast-forwarded now: no message of it is under way as a letter.</summary>
    public bool Running;

    /// <summary>Demand at which to look again whether the lane has become steady.</summary>
    public long TryAt;

    /// <summary>Chunks sent and paid for, as node and tally know.</summary>
    public long Sent, Paid;

    /// <summary>When the next decision is due; an event of another time is an old one.</summary>
    public long DecisionNs;
}

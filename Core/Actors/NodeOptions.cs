using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>How a node does business.</summary>
/// <param name="Price">Of one chunk; positive.</param>
/// <param name="FreezeThreshold">F.</param>
/// <param name="WindowChunks">Most chunks of one lane that are sent and unpaid; at least 1.</param>
/// <param name="NetworkNodes">N, for rules that scale with the network.</param>
/// <param name="Seed">Of the node's random streams.</param>
public sealed record NodeOptions(
    Credits Price, FreezeRuleKind FreezeRule, Credits FreezeThreshold, CommitRule CommitRule, int WindowChunks,
    long NetworkNodes, ulong Seed)
{
    /// <summary>What is uncommitted waits for a deadline, and not for a payment.</summary>
    public bool CommitsByTimer => Clock.UsesTimer;

    /// <summary>The commit rule, ready to be applied; it holds no state of any account, so that nodes share it.</summary>
    internal CommitClock Clock { get; } = new(CommitRule, Price, FreezeThreshold, NetworkNodes);
}

using Fleek.Core.FairExchange;
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

    /// <summary>How chunks are exchanged.</summary>
    public ExchangeMode Mode { get; init; }

    /// <summary>
    /// Whether a session's window starts at one chunk and grows by one for each window of payments, up to
    /// <see cref="WindowChunks"/>: whoever has not paid yet can take little.
    /// </summary>
    public bool SlowStart { get; init; }

    /// <summary>After so long without a payment for what is in flight, a window is halved; zero is never. Read with slow start alone.</summary>
    public Duration PayTimeout { get; init; }

    /// <summary>
    /// Terms of the accounts that the node serves, where these have limits: with the freeze rules for static caps and leases, and no other.
    /// </summary>
    public LimitTerms? Limits { get; init; }

    /// <summary>
    /// A payer that was frozen is served again, on a new HELLO, once what the node sees as available has reached this and the ledger does not
    /// flag the account as frozen. Null: frozen once, frozen for good.
    /// </summary>
    public Credits? UnfreezeThreshold { get; init; }

    /// <summary>The commit rule, ready to be applied; it holds no state of any account, so that nodes share it.</summary>
    internal CommitClock Clock { get; } = new(CommitRule, Price, FreezeThreshold, NetworkNodes);
}

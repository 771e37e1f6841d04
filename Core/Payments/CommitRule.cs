using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>When a node commits what one payer owes it to the ledger: the policies P0 to P6, P10 and P12, and what P8 and P9 need.</summary>
public enum CommitRuleKind
{
    /// <summary>Every paid chunk at once: the least exposure, the most ledger writes.</summary>
    EveryChunk,

    /// <summary>P1: when the uncommitted amount reaches a fixed threshold.</summary>
    Threshold,

    /// <summary>P2: at fixed intervals, if anything is uncommitted.</summary>
    Interval,

    /// <summary>P3: after each paid chunk with a fixed probability.</summary>
    Coin,

    /// <summary>P4: a batch u is exceeded with probability exp(-(u/s)^g).</summary>
    Weibull,

    /// <summary>P5: when the uncommitted amount reaches alpha * (available - freeze threshold) / population.</summary>
    Proportional,

    /// <summary>P6: P5, and each commit sends a hint to the payer's other serving nodes.</summary>
    ProportionalHints,

    /// <summary>
    /// P0: the article's rule, a Weibull hazard whose scale follows (balance, uncommitted spend, number of nodes).
    /// </summary>
    Article,

    /// <summary>Never by a payment alone: only when a lease is to be renewed, on freeze and on close.</summary>
    WhenNeeded,

    /// <summary>P12: when the uncommitted amount reaches a threshold that grows with each commit.</summary>
    Growing,

    /// <summary>P10: a paid chunk wins with a fixed probability; winners are committed at once, the others are worth nothing.</summary>
    Lottery,
}

/// <summary>What a population-scaled rule divides by.</summary>
public enum Population
{
    /// <summary>All nodes of the network, as the article says.</summary>
    Network,

    /// <summary>The nodes that serve this payer: the number that the law of overshoot has in it.</summary>
    Serving,
}

/// <summary>Where a rule's first batch starts.</summary>
public enum FirstPhase
{
    /// <summary>A uniformly random part of a batch (or interval): nodes are out of step from the start.</summary>
    Random,

    /// <summary>A whole batch: nodes stay in step. For exact lock-step checks.</summary>
    Aligned,
}

/// <summary>
/// A commit rule with its parameters; only those of its <see cref="Kind"/> have a meaning. The laws are in
/// docs/policies.md. Pure data.
/// </summary>
public sealed record CommitRule
{
    public required CommitRuleKind Kind { get; init; }

    /// <summary>Threshold: the batch. Growing: the first one. Must be positive.</summary>
    public Credits Threshold { get; init; }

    /// <summary>Interval: the period. Must be positive.</summary>
    public Duration Interval { get; init; }

    /// <summary>Growing: what each batch has more than the one before. Not negative.</summary>
    public Credits Growth { get; init; }

    /// <summary>Growing: the largest batch. At least the first.</summary>
    public Credits Cap { get; init; }

    /// <summary>Coin: the probability of a commit per chunk, in (0, 1]. Lottery: the probability that a chunk's ticket wins.</summary>
    public double Probability { get; init; }

    /// <summary>Weibull: the mean batch s * Gamma(1 + 1/g). Must be positive.</summary>
    public Credits Mean { get; init; }

    /// <summary>Weibull and Article: the shape g; 1 is memoryless, larger is more regular. Must be positive.</summary>
    public double Shape { get; init; }

    /// <summary>Proportional, ProportionalHints and Article: the share alpha. Must be positive.</summary>
    public double Alpha { get; init; }

    /// <summary>
    /// Proportional(Hints): the smallest batch. Article: the smallest value of (available - threshold). Positive.
    /// </summary>
    public Credits Minimum { get; init; }

    public Population Population { get; init; }

    public FirstPhase FirstPhase { get; init; }

    /// <summary>ProportionalHints: how long a hint takes to the other serving nodes.</summary>
    public Duration HintDelay { get; init; }
}

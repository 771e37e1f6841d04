using Fleek.Core.FairExchange;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Live.Conformance;

/// <summary>How a node of a play does business.</summary>
internal sealed record NodeTerms
{
    public long PriceUnits { get; init; } = ExchangeArm.Price.Units;

    public int Window { get; init; } = 8;

    public ExchangeMode Mode { get; init; }

    public TicketKind Tickets { get; init; }

    public CommitRule Rule { get; init; } = new() { Kind = CommitRuleKind.Threshold, Threshold = ExchangeArm.Price * 4 };

    public long ThresholdChunks { get; init; }

    public long? UnfreezeChunks { get; init; }

    /// <summary>Longer than any play, unless it is about this.</summary>
    public Duration FreshnessBound { get; init; } = Duration.FromSeconds(3_600L);

    /// <summary>A block of the large content that it sends with one bit changed.</summary>
    public int? LiesAbout { get; init; }
}

/// <summary>A payer of a play, with a grant for one device.</summary>
/// <param name="Chunks">What it deposits; nothing opens no account.</param>
internal sealed record UserTerms(long Chunks)
{
    /// <summary>What the grant allows; what is deposited unless it is said.</summary>
    public long? GrantChunks { get; init; }

    /// <summary>The nodes that may redeem the grant; null for any.</summary>
    public PublicKey[]? Scope { get; init; }

    public Func<Grant, Grant> With { get; init; } = static grant => grant;

    /// <summary>Another than the payer signs the grant.</summary>
    public bool IsForged { get; init; }
}

/// <summary>A lane of a play.</summary>
internal sealed record LaneTerms
{
    public int Window { get; init; } = 8;

    public int Lane { get; init; }

    public long Epoch { get; init; }

    public ExchangeMode Mode { get; init; }

    public TicketKind Tickets { get; init; }

    public int ServingNodes { get; init; } = 1;

    /// <summary>Another key than the grant's device signs.</summary>
    public bool IsForged { get; init; }

    public FrameTape.Twist? Twist { get; init; }
}

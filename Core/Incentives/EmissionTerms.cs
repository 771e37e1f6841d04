using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>How many tokens an epoch issues.</summary>
public sealed record EmissionTerms
{
    private const long SecondsPerYear = 365 * 86_400L;

    public int MaxInflationPercentPerYear { get; init; } = 10;

    public Duration Epoch { get; init; } = Duration.FromSeconds(86_400);

    /// <summary>
    /// The slip of the real network: a year counts 365 epochs however short they are, so that epochs of 30 minutes issue 48 times
    /// what the inflation allows. False: a year has as many epochs as fit.
    /// </summary>
    public bool CountsEpochsAsDays { get; init; }

    public long EpochsPerYear => CountsEpochsAsDays ? 365 : SecondsPerYear * 1_000_000_000 / Epoch.Nanoseconds;

    /// <summary>
    /// Of one epoch: inflation times the supply at the start of the year over the epochs of a year, rounded down.
    /// </summary>
    /// <param name="supplyAtYearStart">In base units; not negative.</param>
    /// <exception cref="OverflowException">More than 64 bits of base units.</exception>
    public Credits IssueOf(Int128 supplyAtYearStart) =>
        new(checked((long)(supplyAtYearStart * MaxInflationPercentPerYear / 100 / EpochsPerYear)));
}

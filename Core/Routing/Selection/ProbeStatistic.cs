using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>What is kept of a client prefix's round trips to a node.</summary>
/// <param name="Count">Samples.</param>
/// <param name="LeastMs">The least of them.</param>
/// <param name="MeanMs">A mean in which each sample counts for a quarter when it comes (RFC 6298 takes an eighth, for many more).</param>
/// <param name="Last">When the last one came.</param>
public readonly record struct ProbeStatistic(int Count, double LeastMs, double MeanMs, Instant Last)
{
    private const double NewShare = 0.25;

    internal ProbeStatistic With(double rttMs, Instant now) => Count == 0
        ? new ProbeStatistic(1, rttMs, rttMs, now)
        : new ProbeStatistic(Count + 1, Math.Min(LeastMs, rttMs), MeanMs + (NewShare * (rttMs - MeanMs)), now);
}

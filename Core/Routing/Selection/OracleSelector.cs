using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>The node of the least round trip, by measuring all: what no policy can be better than. Scores are milliseconds.</summary>
public sealed class OracleSelector(IRttMeasurements truth) : INodeSelector
{
    public string Name => "oracle";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        foreach (int node in candidates) best.Offer(node, truth.RttMs(client, node));
        return best.Count;
    }
}

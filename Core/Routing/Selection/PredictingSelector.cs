using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>The node of the least predicted round trip. Scores are milliseconds.</summary>
/// <param name="name">What this set of features is called in tables, such as `bgp-aware`.</param>
public sealed class PredictingSelector(string name, LatencyPredictor predictor) : INodeSelector
{
    public string Name => name;

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        foreach (int node in candidates) best.Offer(node, predictor.Predict(client, node, now).TotalMs);
        return best.Count;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// The node nearest over the ground, by the positions that a geo table and the nodes claim. Scores are kilometres; nodes without
/// a position come last.
/// </summary>
public sealed class GeoNearestSelector(NodeDirectory nodes) : INodeSelector
{
    public string Name => "geo-nearest";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        foreach (int node in candidates) best.Offer(node, client.Position.DistanceKm(nodes[node].Position));
        return best.Count;
    }
}

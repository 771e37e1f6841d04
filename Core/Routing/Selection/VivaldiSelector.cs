using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>The node whose network coordinate is nearest to the client's. Scores are milliseconds.</summary>
/// <param name="space">Node number n has the point n.</param>
/// <param name="pointOfClient">The point of a client by its id.</param>
public sealed class VivaldiSelector(VivaldiSpace space, Func<long, int> pointOfClient) : INodeSelector
{
    public string Name => "vivaldi";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        int point = pointOfClient(client.Id);
        foreach (int node in candidates) best.Offer(node, space.RttMs(point, node));
        return best.Count;
    }
}

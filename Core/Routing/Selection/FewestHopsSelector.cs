using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// The node over the shortest AS path, and of equals any. It is what "nearest by BGP" is taken for at first, and measured to be worse
/// than a geo table. Scores are AS hops, and below one what broke the tie.
/// </summary>
public sealed class FewestHopsSelector(NodeDirectory nodes, IAsPaths paths, ulong seed) : INodeSelector
{
    private readonly List<uint> _path = [];

    public string Name => "fewest-hops";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        foreach (int node in candidates)
        {
            double hops = paths.TryFind(client.Asn, nodes[node].Asn, _path) ? _path.Count - 1 : double.NaN;
            best.Offer(node, hops + RandomSelector.Draw(seed, client.Id, node));
        }

        return best.Count;
    }
}

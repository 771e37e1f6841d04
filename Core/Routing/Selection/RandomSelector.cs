using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>Any node, each equally likely: the floor that every policy must be above. Scores are uniform numbers.</summary>
public sealed class RandomSelector(ulong seed) : INodeSelector
{
    public string Name => "random";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        BestChoices best = new(chosen);
        foreach (int node in candidates) best.Offer(node, Draw(seed, client.Id, node));
        return best.Count;
    }

    /// <summary>Uniform in [0, 1), a client's and a node's own: adding nodes moves no other draw.</summary>
    internal static double Draw(ulong seed, long client, int node)
    {
        long entity = unchecked((long)(((ulong)client * 0x9E3779B97F4A7C15UL + (ulong)node * 0xD1B54A32D192ED03UL) >> 16));
        return new RandomStream(seed, StreamPurpose.NodeChoice, entity).NextUniform();
    }
}

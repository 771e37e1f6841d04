using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fleek.Core.Primitives;
using Fleek.Core.Routing.Graph;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// All nodes announce one address, and routers decide: the packets of a client's AS end at the network over which its best route
/// goes, and there at the nearest of several nodes. Nobody chooses, so give it the graph of what routers do. Scores are kilometres.
/// </summary>
public sealed class AnycastSelector : INodeSelector
{
    private readonly NodeDirectory _nodes;
    private readonly AsGraph _graph;
    private readonly Propagation _propagation;
    private readonly List<int> _origins = [];
    private int[] _announced = [];

    public AnycastSelector(NodeDirectory nodes, AsGraph graph) =>
        (_nodes, _graph, _propagation) = (nodes, graph, new Propagation(graph));

    public string Name => "anycast";

    /// <inheritdoc/>
    /// <remarks>Only nodes of one network are given, and none where the client's AS is unknown or has no route.</remarks>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        int at = _graph.IndexOf(client.Asn);
        if (at < 0) return 0;
        Announce(candidates);
        int origin = _propagation.OriginOf(at);
        if (origin == Propagation.None) return 0;
        uint asn = _graph.AsnOf(origin);
        BestChoices best = new(chosen);
        foreach (int node in candidates)
            if (_nodes[node].Asn == asn) best.Offer(node, client.Position.DistanceKm(_nodes[node].Position));
        return best.Count;
    }

    private void Announce(ReadOnlySpan<int> candidates)
    {
        if (_announced.Length > 0 && candidates.SequenceEqual(_announced)) return;
        _announced = candidates.ToArray();
        _origins.Clear();
        foreach (int node in candidates)
        {
            int index = _graph.IndexOf(_nodes[node].Asn);
            if (index >= 0) _origins.Add(index);
        }

        _propagation.Compute(CollectionsMarshal.AsSpan(_origins));
    }
}

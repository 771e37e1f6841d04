using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// As the network's gateway did: all nodes within a cut-off are neighbours and take turns, the front one moving on every so often;
/// the others follow, here by distance. Scores are places in the order that the client is given.
/// </summary>
public sealed class GatewaySelector : INodeSelector
{
    /// <summary>How far a neighbour may be, in kilometres.</summary>
    public const double CutOffKm = 565;

    /// <summary>For how long the same neighbour is tried first.</summary>
    public static readonly Duration Turn = Duration.FromMilliseconds(500);

    private readonly NodeDirectory _nodes;
    private readonly double _cutOffKm;
    private int[] _near = [];
    private NodeChoice[] _order = [];

    public GatewaySelector(NodeDirectory nodes, double cutOffKm = CutOffKm) => (_nodes, _cutOffKm) = (nodes, cutOffKm);

    public string Name => "gateway";

    /// <inheritdoc/>
    public int Choose(in ClientView client, ReadOnlySpan<int> candidates, Instant now, Span<NodeChoice> chosen)
    {
        if (_near.Length < candidates.Length) (_near, _order) = (new int[candidates.Length], new NodeChoice[candidates.Length]);
        BestChoices outsiders = new(_order);
        int near = 0;
        foreach (int node in candidates)
        {
            double km = client.Position.DistanceKm(_nodes[node].Position);
            if (km <= _cutOffKm) _near[near++] = node;
            else outsiders.Offer(node, km);
        }

        int count = Math.Min(chosen.Length, candidates.Length);
        long turn = near == 0 ? 0 : now.Nanoseconds / Turn.Nanoseconds % near;
        for (int place = 0; place < count; place++)
            chosen[place] = new NodeChoice(place < near ? _near[(turn + place) % near] : _order[place - near].Node, place);
        return count;
    }
}

using System;
using System.Collections.Generic;
using Fleek.Core.Routing.Graph;

namespace Fleek.Core.Routing.Selection;

/// <summary>
/// AS paths as Gao and Rexford's rules give them on a graph. Each destination is propagated once and its next hops are kept, of a
/// bounded number of destinations. Of one thread.
/// </summary>
public sealed class PropagatedPaths : IAsPaths
{
    private readonly AsGraph _graph;
    private readonly Propagation _propagation;
    private readonly int _mostDestinations;
    private readonly Dictionary<uint, int[]> _nextHops = [];

    /// <param name="mostDestinations">For so many the next hops of all ASes are kept: 4 bytes for each AS of the graph.</param>
    public PropagatedPaths(AsGraph graph, int mostDestinations = 512)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostDestinations);
        (_graph, _propagation, _mostDestinations) = (graph, new Propagation(graph), mostDestinations);
    }

    /// <inheritdoc/>
    public bool TryFind(uint from, uint to, List<uint> path)
    {
        path.Clear();
        int at = _graph.IndexOf(from), destination = _graph.IndexOf(to);
        if (at < 0 || destination < 0) return false;
        int[] nextHops = NextHopsTo(destination, to);
        if (at != destination && nextHops[at] == Propagation.None) return false;
        for (; at != Propagation.None; at = nextHops[at]) path.Add(_graph.AsnOf(at));
        return true;
    }

    private int[] NextHopsTo(int destination, uint asn)
    {
        if (_nextHops.TryGetValue(asn, out int[]? known)) return known;
        if (_nextHops.Count >= _mostDestinations) _nextHops.Clear();
        Span<int> origin = [destination];
        _propagation.Compute(origin);
        int[] nextHops = new int[_graph.Count];
        for (int i = 0; i < nextHops.Length; i++) nextHops[i] = _propagation.NextHopOf(i);
        _nextHops.Add(asn, nextHops);
        return nextHops;
    }
}

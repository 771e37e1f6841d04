using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Customer cones as paths show them: of an AS those that stand behind it on a path on which it was told to a provider or peer of its
/// own, one customer below the other (Luckie et al. 2013, the cone observed by providers and peers). Smaller than the recursive one:
/// a customer's customer counts only if its packets were seen to go through.
/// </summary>
public sealed class ObservedCones
{
    private readonly Dictionary<uint, HashSet<uint>> _below = [];

    public ObservedCones(AsGraph graph, PathSet paths)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(paths);
        for (int p = 0; p < paths.Count; p++)
        {
            ReadOnlySpan<uint> path = paths[p];
            for (int i = 1; i + 1 < path.Length; i++)
                if (IsTold(graph, path[i], path[i - 1])) Descend(graph, path[i..]);
        }
    }

    /// <summary>ASes in the cone, the AS itself among them.</summary>
    public int SizeOf(uint asn) => _below.TryGetValue(asn, out HashSet<uint>? below) ? below.Count + 1 : 1;

    private void Descend(AsGraph graph, ReadOnlySpan<uint> path)
    {
        for (int i = 1; i < path.Length && IsCustomer(graph, path[i - 1], path[i]); i++)
        {
            if (!_below.TryGetValue(path[0], out HashSet<uint>? below)) _below[path[0]] = below = [];
            below.Add(path[i]);
        }
    }

    private static bool IsTold(AsGraph graph, uint asn, uint to) => Between(graph, asn, to) is { } link
        && (link.Relationship == AsRelationship.PeerToPeer || link.Relationship == AsRelationship.ProviderToCustomer && link.A == to);

    private static bool IsCustomer(AsGraph graph, uint provider, uint customer) =>
        Between(graph, provider, customer) is { Relationship: AsRelationship.ProviderToCustomer } link && link.A == provider;

    private static AsLink? Between(AsGraph graph, uint a, uint b)
    {
        (int first, int second) = (graph.IndexOf(a), graph.IndexOf(b));
        return first < 0 || second < 0 ? null : graph.LinkBetween(first, second);
    }
}

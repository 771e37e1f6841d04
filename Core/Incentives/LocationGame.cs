using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>
/// Where nodes would be: regions whose demand pays a fixed value a round, shared equally by the nodes there, each of which bears
/// the region's cost. A singleton congestion game with an exact potential (Rosenthal 1973), so that nodes which move one at a
/// time to where they earn more come to rest.
/// </summary>
/// <remarks>
/// Nodes prefer what earns more and, of equals, the region of the lower index. Comparisons are exact in whole base units: amounts
/// are below 2^63 and numbers of nodes at most 2^30, so that products stay below 2^125 and Int128 holds them.
/// </remarks>
public sealed class LocationGame
{
    /// <summary>Most nodes in one region.</summary>
    public const int MaxNodes = 1 << 30;

    private readonly long[] _demand, _costs;

    /// <param name="demand">By region, what its demand pays all nodes there in a round; not negative, at least one
    /// region.</param>
    /// <param name="costs">By region, what one node there costs in a round; not negative. Null: nothing.</param>
    /// <exception cref="ArgumentException">There is no region, an amount is negative, or the lists are not of the same
    /// length.</exception>
    public LocationGame(IReadOnlyList<Credits> demand, IReadOnlyList<Credits>? costs = null)
    {
        ArgumentNullException.ThrowIfNull(demand);
        if (demand.Count == 0) throw new ArgumentException("there is no region", nameof(demand));
        if (costs is not null && costs.Count != demand.Count)
            throw new ArgumentException($"{costs.Count} costs for {demand.Count} regions", nameof(costs));
        _demand = new long[demand.Count];
        _costs = new long[demand.Count];
        for (int region = 0; region < _demand.Length; region++)
        {
            _demand[region] = demand[region].Units;
            _costs[region] = costs?[region].Units ?? 0;
            if (_demand[region] < 0) throw new ArgumentException($"the demand of region {region} is negative", nameof(demand));
            if (_costs[region] < 0) throw new ArgumentException($"the cost of region {region} is negative", nameof(costs));
            TotalDemand += _demand[region];
        }
    }

    public int Regions => _demand.Length;

    /// <summary>Of all regions, in base units.</summary>
    public Int128 TotalDemand { get; }

    public Credits DemandOf(int region) => new(_demand[region]);

    public Credits CostOf(int region) => new(_costs[region]);

    /// <summary>
    /// Positive where being one of <paramref name="nodesA"/> nodes in region a is better than being one of <paramref
    /// name="nodesB"/> in region b: it earns more, or as much under the lower index. 0 only for the same earnings in the same
    /// region.
    /// </summary>
    public int Compare(int a, int nodesA, int b, int nodesB)
    {
        int order = Scaled(a, nodesA, nodesB, 0).CompareTo(Scaled(b, nodesB, nodesA, 0));
        return order != 0 ? order : b.CompareTo(a);
    }

    /// <summary>
    /// Whether to leave a region of so many nodes for another, of which one would be one of so many, at the cost of a move.
    /// </summary>
    public bool IsWorthMoving(int from, int nodesFrom, int to, int nodesTo, Credits switchingCost)
    {
        if (switchingCost.Units == 0) return Compare(to, nodesTo, from, nodesFrom) > 0;
        return Scaled(to, nodesTo, nodesFrom, switchingCost.Units) > Scaled(from, nodesFrom, nodesTo, 0);
    }

    /// <summary>
    /// Whether one of so many nodes in a region earns at least its cost, and <paramref name="extra"/> beside it.
    /// </summary>
    public bool Pays(int region, int nodes, Credits extra = default) =>
        _demand[region] >= ((Int128)_costs[region] + extra.Units) * nodes;

    /// <summary>
    /// What one of so many nodes in a region earns in a round, in base units, for reports and for choices with noise.
    /// </summary>
    public double Earnings(int region, int nodes) => ((double)_demand[region] / nodes) - _costs[region];

    /// <summary>
    /// Rosenthal's potential in base units: over all regions v (1 + 1/2 + ... + 1/n) - c n. A node that moves changes it by
    /// exactly what it gains.
    /// </summary>
    public double Potential(ReadOnlySpan<int> counts)
    {
        int most = 0;
        foreach (int count in counts) most = Math.Max(most, count);
        double[] harmonic = new double[most + 1];
        for (int n = 1; n <= most; n++) harmonic[n] = harmonic[n - 1] + (1.0 / n);
        double potential = 0;
        for (int region = 0; region < counts.Length; region++)
            potential += (_demand[region] * harmonic[counts[region]]) - ((double)_costs[region] * counts[region]);
        return potential;
    }

    /// <summary>Demand of the regions in which there is a node, in base units: the welfare of users who only need one.</summary>
    public Int128 CoveredDemand(ReadOnlySpan<int> counts)
    {
        Int128 covered = 0;
        for (int region = 0; region < counts.Length; region++)
            if (counts[region] > 0) covered += _demand[region];
        return covered;
    }

    /// <summary>The most demand that so many nodes can cover: that of the greatest regions, one node in each.</summary>
    public Int128 MostCoveredDemand(long nodes)
    {
        long[] sorted = [.. _demand];
        Array.Sort(sorted);
        Int128 covered = 0;
        for (int i = 1; i <= Math.Min(nodes, sorted.Length); i++) covered += sorted[^i];
        return covered;
    }

    /// <summary>(v / n - c - extra) n scale: earnings made whole, to compare with others scaled the same.</summary>
    private Int128 Scaled(int region, int nodes, int scale, long extra) =>
        ((Int128)_demand[region] * scale) - (((Int128)_costs[region] + extra) * nodes * scale);
}

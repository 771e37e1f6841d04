using System;

namespace Fleek.Core.Incentives;

/// <summary>
/// The one distribution of nodes that nobody would leave, where equals go to the region of the lower index. With the same cost
/// everywhere it is D'Hondt's apportionment of the nodes as seats to the regions' demand as votes.
/// </summary>
public static class LocationEquilibrium
{
    /// <summary>Of a fixed number of nodes: each of the <paramref name="nodes"/> best places of all regions is taken.</summary>
    public static NodeCounts Of(LocationGame game, int nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        NodeCounts counts = new(game);
        for (int node = 0; node < nodes; node++) counts.Add(counts.Best);
        return counts;
    }

    /// <summary>Where nodes come as long as it pays: the whole part of demand over cost in each region.</summary>
    /// <exception cref="ArgumentException">A region with demand costs nothing, or has room for too many: no number of nodes is
    /// the last.</exception>
    public static NodeCounts OfFreeEntry(LocationGame game)
    {
        ArgumentNullException.ThrowIfNull(game);
        NodeCounts counts = new(game);
        for (int region = 0; region < game.Regions; region++)
        {
            long demand = game.DemandOf(region).Units, cost = game.CostOf(region).Units;
            if (cost == 0 || demand / cost >= LocationGame.MaxNodes)
                throw new ArgumentException($"region {region} has room for nodes without end", nameof(game));
            for (long node = demand / cost; node > 0; node--) counts.Add(region);
        }

        return counts;
    }

    /// <summary>
    /// Share of the nodes that would have to be elsewhere: nodes too many in some regions, or too few in others, whichever is
    /// more, over the nodes of <paramref name="goal"/> (over one if it has none).
    /// </summary>
    public static double Distance(ReadOnlySpan<int> counts, ReadOnlySpan<int> goal)
    {
        long tooMany = 0, tooFew = 0, nodes = 0;
        for (int region = 0; region < goal.Length; region++)
        {
            int surplus = counts[region] - goal[region];
            if (surplus > 0) tooMany += surplus;
            else tooFew -= surplus;
            nodes += goal[region];
        }

        return (double)Math.Max(tooMany, tooFew) / Math.Max(1, nodes);
    }
}

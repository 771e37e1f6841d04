using System;

namespace Fleek.Core.Incentives;

/// <summary>Where nodes are, as those see it who choose: now, or some rounds ago.</summary>
internal sealed class MarketView
{
    private readonly LocationGame _game;
    private readonly double _noise;

    /// <param name="noiseUnits">As in <see cref="LocationTerms.NoiseUnits"/>.</param>
    /// <param name="regionOf">By node, its region or <see cref="LocationDynamics.Outside"/>.</param>
    public MarketView(LocationGame game, double noiseUnits, ReadOnlySpan<int> regionOf)
    {
        _game = game;
        _noise = noiseUnits;
        Counts = new NodeCounts(game);
        foreach (int region in regionOf)
            if (region != LocationDynamics.Outside) Counts.Add(region);
        if (noiseUnits == 0) return;
        Weights = new LogitWeights(game.Regions);
        for (int region = 0; region < game.Regions; region++) Weights.Set(region, WeightOf(region));
    }

    public NodeCounts Counts { get; }

    /// <summary>Of one more node in each region; null without noise.</summary>
    public LogitWeights? Weights { get; }

    public void Add(int region)
    {
        if (region == LocationDynamics.Outside) return;
        Counts.Add(region);
        Weights?.Set(region, WeightOf(region));
    }

    public void Remove(int region)
    {
        if (region == LocationDynamics.Outside) return;
        Counts.Remove(region);
        Weights?.Set(region, WeightOf(region));
    }

    /// <summary>What one more node would earn in a region, in units of the noise.</summary>
    public double WeightOf(int region) => _game.Earnings(region, Counts[region] + 1) / _noise;
}

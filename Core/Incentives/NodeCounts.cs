using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Incentives;

/// <summary>How many nodes are in each region, and where one more of them would earn most.</summary>
public sealed class NodeCounts
{
    private const int Nowhere = -1;

    private readonly LocationGame _game;
    private readonly int[] _counts;

    /// <summary>A tournament: slot i is won by the better of slots 2i and 2i + 1, and the regions are the last slots.</summary>
    private readonly int[] _winners;
    private readonly int _firstLeaf = 1;

    public NodeCounts(LocationGame game)
    {
        ArgumentNullException.ThrowIfNull(game);
        _game = game;
        _counts = new int[game.Regions];
        while (_firstLeaf < game.Regions) _firstLeaf *= 2;
        _winners = new int[2 * _firstLeaf];
        for (int leaf = 0; leaf < _firstLeaf; leaf++) _winners[_firstLeaf + leaf] = leaf < game.Regions ? leaf : Nowhere;
        for (int slot = _firstLeaf - 1; slot > 0; slot--) _winners[slot] = Better(_winners[2 * slot], _winners[(2 * slot) + 1]);
    }

    /// <summary>By region.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    public int this[int region] => _counts[region];

    /// <summary>Nodes in all regions.</summary>
    public long Total { get; private set; }

    /// <summary>The region in which one more node would earn most; of equals the one of the lower index.</summary>
    public int Best => _winners[1];

    public void Add(int region) => Change(region, 1);

    public void Remove(int region) => Change(region, -1);

    private void Change(int region, int by)
    {
        int count = _counts[region] + by;
        // One more than are there is what a node compares.
        Invariant.Require(count is >= 0 and < LocationGame.MaxNodes, "location game: a region has less than no node, or too many");
        _counts[region] = count;
        Total += by;
        for (int slot = (_firstLeaf + region) / 2; slot > 0; slot /= 2)
            _winners[slot] = Better(_winners[2 * slot], _winners[(2 * slot) + 1]);
    }

    private int Better(int a, int b)
    {
        if (a == Nowhere) return b;
        if (b == Nowhere) return a;
        return _game.Compare(a, _counts[a] + 1, b, _counts[b] + 1) > 0 ? a : b;
    }
}

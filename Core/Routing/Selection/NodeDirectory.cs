using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Selection;

/// <summary>The nodes among which selectors choose. A node's number is its place here.</summary>
public sealed class NodeDirectory
{
    private readonly NodeView[] _nodes;
    private readonly double[] _loads;

    public NodeDirectory(IEnumerable<NodeView> nodes)
    {
        _nodes = [.. nodes];
        _loads = new double[_nodes.Length];
    }

    public int Count => _nodes.Length;

    public NodeView this[int node] => _nodes[node];

    /// <summary>Share of a node's capacity that is taken, from 0 to 1; 0 until it is set.</summary>
    public double LoadOf(int node) => _loads[node];

    /// <summary>Sets what <see cref="LoadOf"/> gives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The load is not from 0 to 1.</exception>
    public void SetLoad(int node, double load)
    {
        if (!(load is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(load), load, "a load is from 0 to 1");
        _loads[node] = load;
    }
}

using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// The customer cone of an AS: itself, its customers, their customers and so on (Luckie et al. 2013, the recursive cone). Scratch of one
/// thread.
/// </summary>
public sealed class CustomerCones
{
    private readonly AsGraph _graph;
    private readonly int[] _seenAt;
    private readonly List<int> _cone = [];
    private int _turn;

    public CustomerCones(AsGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (_graph, _seenAt) = (graph, new int[graph.Count]);
    }

    /// <summary>ASes in the cone.</summary>
    public int SizeOf(int index)
    {
        Collect(index, _cone);
        return _cone.Count;
    }

    /// <summary>The cone's ASes.</summary>
    /// <param name="into">Emptied, and filled with indexes, the AS itself first.</param>
    public void Collect(int index, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        into.Add(index);
        _seenAt[index] = ++_turn;
        for (int done = 0; done < into.Count; done++)
        {
            foreach (int customer in _graph.CustomersOf(into[done]))
            {
                if (_seenAt[customer] == _turn) continue;
                _seenAt[customer] = _turn;
                into.Add(customer);
            }
        }
    }

    /// <summary>Sizes of all cones, by index.</summary>
    public int[] Sizes()
    {
        int[] sizes = new int[_graph.Count];
        for (int i = 0; i < sizes.Length; i++) sizes[i] = SizeOf(i);
        return sizes;
    }
}

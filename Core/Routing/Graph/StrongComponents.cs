using System;
using System.Collections.Generic;

namespace Fleek.Core.Routing.Graph;

/// <summary>
/// Sets of nodes of a directed graph that reach each other (Tarjan 1972), without recursion: a chain of a million nodes is no
/// deeper than others.
/// </summary>
internal sealed class StrongComponents
{
    private readonly Func<int, int, int> _successor;
    private readonly int[] _order, _low, _cursor;
    private readonly Stack<int> _open = [], _path = [];
    private int _next;

    private StrongComponents(int count, Func<int, int, int> successor)
    {
        _successor = successor;
        (_order, _low, _cursor) = (new int[count], new int[count], new int[count]);
        ComponentOf = new int[count];
        ComponentOf.AsSpan().Fill(-1);
    }

    /// <summary>Component of each node. Components are numbered so that edges go to lower ones, or stay inside.</summary>
    public int[] ComponentOf { get; }

    public int Count { get; private set; }

    /// <summary>Finds the components.</summary>
    /// <param name="count">Nodes.</param>
    /// <param name="successor">Of a node and a place from 0: where an edge goes, or -1 after the last.</param>
    public static StrongComponents Of(int count, Func<int, int, int> successor)
    {
        StrongComponents found = new(count, successor);
        for (int node = 0; node < count; node++)
            if (found._order[node] == 0) found.Visit(node);
        return found;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_path.TryPeek(out int node))
        {
            int successor = _successor(node, _cursor[node]++);
            if (successor < 0) Leave(node);
            else if (_order[successor] == 0) Enter(successor);
            else if (ComponentOf[successor] < 0) _low[node] = Math.Min(_low[node], _order[successor]);
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = ++_next;
        _open.Push(node);
        _path.Push(node);
    }

    private void Leave(int node)
    {
        _path.Pop();
        if (_path.TryPeek(out int above)) _low[above] = Math.Min(_low[above], _low[node]);
        if (_low[node] != _order[node]) return;
        int member;
        do
        {
            member = _open.Pop();
            ComponentOf[member] = Count;
        }
        while (member != node);
        Count++;
    }
}

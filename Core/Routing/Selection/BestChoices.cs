using System;

namespace Fleek.Core.Routing.Selection;

/// <summary>Keeps the best of many nodes, in order, in room that the caller gives.</summary>
internal ref struct BestChoices(Span<NodeChoice> room)
{
    private readonly Span<NodeChoice> _room = room;

    /// <summary>How many are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Takes the node if it is among the best: less is better, NaN is worst, and of equals the lower number goes first.</summary>
    public void Offer(int node, double score)
    {
        NodeChoice offered = new(node, score);
        if (Count == _room.Length)
        {
            if (Count == 0 || !IsBefore(offered, _room[Count - 1])) return;
            Count--;
        }

        int at = Count;
        while (at > 0 && IsBefore(offered, _room[at - 1]))
        {
            _room[at] = _room[at - 1];
            at--;
        }

        _room[at] = offered;
        Count++;
    }

    private static bool IsBefore(NodeChoice a, NodeChoice b)
    {
        bool unknownA = double.IsNaN(a.Score), unknownB = double.IsNaN(b.Score);
        if (unknownA || unknownB) return unknownA == unknownB ? a.Node < b.Node : unknownB;
        return a.Score != b.Score ? a.Score < b.Score : a.Node < b.Node;
    }
}

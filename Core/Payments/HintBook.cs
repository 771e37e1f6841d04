using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Payments;

/// <summary>
/// For one payer, what hints and ledger say of its other serving nodes. A hint is a cumulative ticket value; it counts until
/// the ledger view has caught up with it, and older hints never lower a newer one.
/// </summary>
public sealed class HintBook
{
    private struct Line
    {
        public NodeId Node { get; init; }

        public Credits Hinted { get; set; }

        public Credits Claimed { get; set; }

        public readonly Credits Pending => Credits.Max(Credits.Zero, Hinted - Claimed);
    }

    private Line[] _lines = new Line[4];
    private int _count;

    /// <summary>Returns by how much pending grows.</summary>
    public Credits Hint(NodeId node, Credits cumulative)
    {
        ref Line line = ref LineOf(node);
        Credits before = line.Pending;
        line.Hinted = Credits.Max(line.Hinted, cumulative);
        return line.Pending - before;
    }

    /// <summary>Returns by how much pending changes (never up).</summary>
    public Credits SeeClaim(NodeId node, Credits cumulative)
    {
        ref Line line = ref LineOf(node);
        Credits before = line.Pending;
        line.Claimed = Credits.Max(line.Claimed, cumulative);
        return line.Pending - before;
    }

    private ref Line LineOf(NodeId node)
    {
        for (int i = 0; i < _count; i++)
            if (_lines[i].Node == node) return ref _lines[i];
        if (_count == _lines.Length) Array.Resize(ref _lines, _count * 2);
        ref Line fresh = ref _lines[_count++];
        fresh = new Line { Node = node };
        return ref fresh;
    }
}

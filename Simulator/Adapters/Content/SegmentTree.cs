using System.Numerics;
using Fleek.Core.Content;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Adapters.Content;

/// <summary>
/// BLAKE3's tree above segments of equal size, a power of two of chunks, that come in order; only the last may be shorter. Holds
/// one chaining value per level.
/// </summary>
internal sealed class SegmentTree
{
    /// <summary>
    /// Full subtrees, the largest first. Two of equal size are joined only when a further segment comes: until then they may be
    /// the root's children.
    /// </summary>
    private readonly Stack<Hash256> _subtrees = new();

    private ulong _segments;

    /// <summary>Adds the chaining value of the next segment.</summary>
    public void Add(in Hash256 segment)
    {
        while (_subtrees.Count > BitOperations.PopCount(_segments)) Join();
        _subtrees.Push(segment);
        _segments++;
    }

    /// <summary>The hash of all segments, of which there were at least two.</summary>
    public Hash256 Root()
    {
        while (_subtrees.Count > 2) Join();
        Hash256 right = _subtrees.Pop(), left = _subtrees.Pop();
        return Blake3Tree.Root(left, right);
    }

    private void Join()
    {
        Hash256 right = _subtrees.Pop(), left = _subtrees.Pop();
        _subtrees.Push(Blake3Tree.Parent(left, right));
    }
}

using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The whole path of a block that was proved, though resumed proofs carry only what is new: what shows anybody else, who knows nothing
/// but the content id, that the block's leaf is of the content.
/// </summary>
public sealed partial class SliceVerifier
{
    // By height, the full tree of 2^height blocks that ends where the path turns right. Each bit of a block's number that is set
    // stands for one of them, on the right edge of the tree too.
    private readonly Hash256[] _left = new Hash256[ContentBlock.MaxDepth];

    /// <summary>
    /// The siblings of the next block, from its leaf up to the root, in a content of so many blocks. Valid once its proof was taken and
    /// until the block is.
    /// </summary>
    /// <param name="blocks">Of the content; the path is of no use if it is another number than the content has.</param>
    /// <param name="siblings">At most <see cref="ContentBlock.MaxDepth"/>.</param>
    /// <returns>How many were written; -1 if no content of so many blocks has such a path.</returns>
    public int WritePath(long blocks, Span<Hash256> siblings)
    {
        Invariant.Require(_proved, "slice: the path of a block that is not proved");
        int written = 0, right = 0;
        for (int height = 0; (NextBlock >> height) != 0 || 1L << height < blocks; height++)
        {
            if ((NextBlock >> height & 1) != 0)
            {
                siblings[written++] = _left[height];
            }
            else if (((NextBlock >> height) + 1) << height < blocks)
            {
                // Nearest first: those of this block's own proof, then those that earlier proofs left open.
                int open = _openCount - 2 - (right - _foundCount);
                if (right >= _foundCount && open < 0) return -1;
                siblings[written++] = right < _foundCount ? _found[right] : _open[open];
                right++;
            }
        }

        return right == _foundCount + _openCount - 1 ? written : -1;
    }

    /// <summary>The left siblings of a cold proof, nearest first: one for each bit of the block's number that is set.</summary>
    private void KeepLefts(ReadOnlySpan<byte> proof, int count, ulong lefts)
    {
        long rest = NextBlock;
        for (int i = 1; i < count; i++)
        {
            if ((lefts >> i & 1) == 0) continue;
            int height = BitOperations.TrailingZeroCount(rest);
            _left[height] = Hash(proof, i, count);
            rest &= rest - 1;
        }
    }

    /// <summary>The block that was taken ends full trees: the tallest is on the left of the next block's path.</summary>
    private void KeepLeft(Hash256 node)
    {
        int height = 0;
        for (; (NextBlock >> height & 1) != 0; height++) node = Blake3Tree.Parent(_left[height], node);
        if (height < _left.Length) _left[height] = node;
    }
}

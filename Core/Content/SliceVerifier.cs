using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// Verifies a run of blocks against a content id as they come: for each block its proof, cold for the first and resumed for the
/// others, then the block itself or its leaf hash. What a hostile sender gives is refused with a reason and changes nothing that
/// was verified; it may be given anew. Allocates at construction alone, a fixed amount.
/// </summary>
/// <remarks>
/// The length of the content need not be known. A block's place is bound by the chunk counters inside its hash: a proof alone
/// cannot tell all places near the tree's right edge from each other. That a block is whole follows from its length, since only
/// the last block, which leaves no node open, may be short.
/// </remarks>
public sealed partial class SliceVerifier
{
    // Nodes that are proved and whose blocks are still to come, the nearest last. Each proof of block b opens at most as many
    // as b has trailing zeros, so that the sum never passes the depth of the tallest tree.
    private readonly Hash256[] _open = new Hash256[SliceProof.MaxHashes];

    // Right siblings in the proof of the next block, outermost first, and its leaf: they count when the block has come.
    private readonly Hash256[] _found = new Hash256[SliceProof.MaxHashes];

    private Hash256 _leaf;
    private int _openCount, _foundCount;
    private bool _cold, _proved;

    /// <param name="firstBlock">Where the run begins: 0 to <see cref="ContentBlock.MaxBlocks"/> - 1.</param>
    public SliceVerifier(in Hash256 contentId, long firstBlock = 0) => Begin(contentId, firstBlock);

    /// <summary>The number of the block that is to come.</summary>
    public long NextBlock { get; private set; }

    /// <summary>The last block of the content is verified.</summary>
    public bool IsComplete => _openCount == 0;

    /// <summary>A proof for the next block was taken: <see cref="ExpectedLeaf"/> is what the block must hash to.</summary>
    public bool IsProved => _proved;

    /// <summary>The leaf hash of the next block. Meaningful when <see cref="IsProved"/>.</summary>
    public Hash256 ExpectedLeaf => _leaf;

    /// <summary>By its proof, no block follows the next one. Meaningful when <see cref="IsProved"/>.</summary>
    public bool IsLastBlock => _openCount == 1 && _foundCount == 0;

    /// <summary>
    /// By its proof, the next block is the whole content, and its leaf hash the content's id. Meaningful when
    /// <see cref="IsProved"/>.
    /// </summary>
    public bool IsOnlyBlock => _cold && IsLastBlock && NextBlock == 0;

    /// <summary>Begins another run, with the memory of this one.</summary>
    public void Begin(in Hash256 contentId, long firstBlock = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstBlock);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstBlock, ContentBlock.MaxBlocks);
        _open[0] = contentId;
        _openCount = 1;
        _foundCount = 0;
        _cold = true;
        _proved = false;
        NextBlock = firstBlock;
    }

    /// <summary>
    /// Takes the proof of the next block, in place of one taken before whose block has not come. After a refusal a proof is
    /// needed anew.
    /// </summary>
    public SliceRefusal AcceptProof(ReadOnlySpan<byte> proof)
    {
        _proved = false;
        _foundCount = 0;
        if (IsComplete) return SliceRefusal.Complete;
        ref readonly Hash256 known = ref _open[_openCount - 1];
        if (proof.IsEmpty)
        {
            // The node that is known is the leaf. From the id alone that is so only for content of one block.
            if (_cold && NextBlock != 0) return SliceRefusal.WrongPlace;
            _leaf = known;
            _proved = true;
            return SliceRefusal.None;
        }

        SliceRefusal refusal = ReadShape(proof, out int count, out ulong lefts);
        if (refusal != SliceRefusal.None) return refusal;
        Hash256 node = Hash(proof, 0, count);
        _leaf = node;
        for (int i = 1; i < count; i++)
        {
            Hash256 sibling = Hash(proof, i, count);
            bool left = (lefts >> i & 1) != 0;
            bool root = _cold && i == count - 1;
            node = (left, root) switch
            {
                (true, true) => Blake3Tree.Root(sibling, node),
                (true, false) => Blake3Tree.Parent(sibling, node),
                (false, true) => Blake3Tree.Root(node, sibling),
                (false, false) => Blake3Tree.Parent(node, sibling),
            };
            if (!left) _found[_foundCount++] = sibling;
        }

        if (node != known)
        {
            _foundCount = 0;
            return SliceRefusal.ProofMismatch;
        }

        if (_cold) KeepLefts(proof, count, lefts);
        _proved = true;
        return SliceRefusal.None;
    }

    /// <summary>Takes the next block, after its proof. After a refusal another block may be given, or another proof.</summary>
    public SliceRefusal AcceptBlock(ReadOnlySpan<byte> block)
    {
        SliceRefusal refusal = CheckBlock(block.Length);
        return refusal != SliceRefusal.None ? refusal : Take(ContentBlock.Leaf(block, NextBlock, IsOnlyBlock));
    }

    /// <summary>
    /// Takes the next block as known by its leaf hash alone, such as a group tree gives before the plain text is there. That the
    /// block has this length, and that it is this one, is then still to be seen from its bytes: only their hash has the place.
    /// </summary>
    public SliceRefusal AcceptLeaf(in Hash256 leaf, int blockBytes)
    {
        SliceRefusal refusal = CheckBlock(blockBytes);
        return refusal != SliceRefusal.None ? refusal : Take(leaf);
    }

    private SliceRefusal CheckBlock(int bytes)
    {
        if (IsComplete) return SliceRefusal.Complete;
        if (!_proved) return SliceRefusal.ProofMissing;
        // A part of a block from its start is a node of the tree too, but no block: it leaves its other part open.
        bool fits = bytes == ContentBlock.Bytes
            || (IsLastBlock && bytes is > 0 and < ContentBlock.Bytes)
            || (IsOnlyBlock && bytes == 0);
        return fits ? SliceRefusal.None : SliceRefusal.WrongLength;
    }

    private SliceRefusal Take(in Hash256 leaf)
    {
        if (leaf != _leaf) return SliceRefusal.BlockMismatch;
        KeepLeft(leaf);
        _openCount--;
        Invariant.Require(_openCount + _foundCount <= ContentBlock.MaxDepth, "a tree has no more open nodes than levels");
        // Found upwards: the nearest comes last, on top.
        for (int i = _foundCount - 1; i >= 0; i--) _open[_openCount++] = _found[i];
        _foundCount = 0;
        _proved = false;
        _cold = false;
        NextBlock++;
        return SliceRefusal.None;
    }

    /// <summary>Number of hashes and their sides, refused unless some tree has such a path to the next block.</summary>
    private SliceRefusal ReadShape(ReadOnlySpan<byte> proof, out int count, out ulong lefts)
    {
        lefts = 0;
        count = (proof.Length - ((proof.Length + SliceProof.SegmentBytes - 1) / SliceProof.SegmentBytes)) / Hash256.Length;
        if (proof.Length > SliceProof.MaxBytes || count < 2 || SliceProof.Length(count) != proof.Length)
            return SliceRefusal.MalformedProof;
        for (int i = 0; i < count; i++)
        {
            SliceProof.Place(i, count, out int header, out int bit);
            lefts |= (ulong)(proof[header] >> bit & 1) << i;
        }

        // Bits behind the hashes of the first segment, which may be short, and the leaf's own.
        int unused = 0xFF >> (((count - 1) % SliceProof.SegmentHashes) + 1);
        if ((proof[0] & unused) != 0 || (lefts & 1) != 0) return SliceRefusal.MalformedProof;
        bool placed = _cold ? IsPathFromRoot(count, lefts) : IsPathFromOpen(count, lefts);
        return placed ? SliceRefusal.None : SliceRefusal.WrongPlace;
    }

    /// <summary>The block begins the open node, whose left sibling is a full tree ending here and is at least as tall.</summary>
    private bool IsPathFromOpen(int count, ulong lefts) =>
        lefts == 0 && count - 1 <= BitOperations.TrailingZeroCount(NextBlock);

    /// <summary>
    /// Upwards, a sibling is on the left where the block's number has a one, on the right where it has a zero. Along the tree's
    /// right edge there is nothing on the right: zeros are passed over, and from then on all siblings are on the left.
    /// </summary>
    private bool IsPathFromRoot(int count, ulong lefts)
    {
        ulong rest = (ulong)NextBlock;
        bool edge = false;
        for (int i = 1; i < count; i++)
        {
            if ((lefts >> i & 1) == 0)
            {
                if (edge || (rest & 1) != 0) return false;
                rest >>= 1;
            }
            else
            {
                if (rest == 0) return false;
                int zeros = BitOperations.TrailingZeroCount(rest);
                edge |= zeros > 0;
                rest >>= zeros + 1;
            }
        }

        return rest == 0;
    }

    private static Hash256 Hash(ReadOnlySpan<byte> proof, int i, int count) =>
        Hash256.FromBytes(proof[SliceProof.Place(i, count, out _, out _)..]);
}

using System;
using System.Numerics;
using Fleek.Core.Primitives;

namespace Fleek.Core.Content;

/// <summary>
/// The proof that a block is part of a content, as sent with the block. A cold proof leads from the block to the content's id; a
/// resumed one from the block to a node that became known when the block before it was proved, and is often empty.
/// </summary>
/// <remarks>
/// Format: the block's leaf, its sibling, the sibling of their parent, and so on upwards, 32 bytes each, in segments of eight:
/// before each segment one byte whose highest bit is the segment's first hash, set if that hash is a left child joined from the
/// left of what came before. All segments but the first are full. A block that needs no hash has a proof of no bytes.
/// </remarks>
public static class SliceProof
{
    /// <summary>Hashes of the longest proof: a leaf and its siblings in the tallest tree.</summary>
    public const int MaxHashes = ContentBlock.MaxDepth + 1;

    /// <summary>Bytes of the longest proof: 47 hashes in 6 segments.</summary>
    public const int MaxBytes = (MaxHashes * Hash256.Length) + ((MaxHashes + SegmentHashes - 1) / SegmentHashes);

    internal const int SegmentHashes = 8, SegmentBytes = 1 + (SegmentHashes * Hash256.Length);

    /// <summary>Writes a block's proof and returns its bytes, at most <see cref="MaxBytes"/>.</summary>
    /// <param name="block">The number of the block.</param>
    /// <param name="resumed">
    /// The reader has verified the block before this one, wherever it began; there is none before block 0.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such block, or the destination is too short.</exception>
    public static int Write(ContentTree tree, int block, bool resumed, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(block);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(block, tree.Blocks);
        int first = 0, leaves = tree.Blocks;
        if (resumed)
        {
            ArgumentOutOfRangeException.ThrowIfZero(block);
            // The right siblings of the path to the block before are known; this block begins one of them, whose left sibling is
            // a full tree that ends here.
            first = block;
            leaves = Math.Min(1 << BitOperations.TrailingZeroCount(block), tree.Blocks - block);
        }

        if (leaves == 1) return 0;
        Span<Hash256> down = stackalloc Hash256[MaxHashes];
        ulong lefts = 0;
        int count = 0;
        while (leaves > 1)
        {
            int left = TreeShape.Left(leaves);
            bool goRight = block >= first + left;
            int sibling = goRight ? TreeShape.RootIndex(first, left) : TreeShape.RootIndex(first + left, leaves - left);
            if (goRight) lefts |= 1UL << count;
            down[count++] = tree.Nodes[sibling];
            first += goRight ? left : 0;
            leaves = goRight ? leaves - left : left;
        }

        // Collected downwards, sent upwards behind the leaf.
        down[count] = tree.Leaf(block);
        Span<Hash256> up = down[..(count + 1)];
        up.Reverse();
        ulong flags = 0;
        for (int i = 0; i < count; i++)
            if ((lefts >> i & 1) != 0) flags |= 1UL << (count - i);
        return Encode(up, flags, destination);
    }

    /// <summary>Writes hashes as a proof.</summary>
    /// <param name="hashes">The leaf, then its siblings upwards.</param>
    /// <param name="lefts">Bit i: hash i is a left child.</param>
    internal static int Encode(ReadOnlySpan<Hash256> hashes, ulong lefts, Span<byte> destination)
    {
        int length = Length(hashes.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, length, nameof(destination));
        for (int i = 0; i < hashes.Length; i++)
        {
            int at = Place(i, hashes.Length, out int header, out int bit);
            if (bit == SegmentHashes - 1) destination[header] = 0;
            destination[header] |= (byte)((lefts >> i & 1) << bit);
            hashes[i].CopyTo(destination[at..]);
        }

        return length;
    }

    /// <summary>Bytes of a proof of so many hashes.</summary>
    internal static int Length(int hashes) => (hashes * Hash256.Length) + ((hashes + SegmentHashes - 1) / SegmentHashes);

    /// <summary>Where hash i of a proof is, its segment's header, and its bit in there.</summary>
    internal static int Place(int i, int hashes, out int header, out int bit)
    {
        int first = ((hashes - 1) % SegmentHashes) + 1;
        int segment = i < first ? 0 : 1 + ((i - first) / SegmentHashes);
        int inSegment = i < first ? i : (i - first) % SegmentHashes;
        header = segment == 0 ? 0 : 1 + (first * Hash256.Length) + ((segment - 1) * SegmentBytes);
        bit = SegmentHashes - 1 - inSegment;
        return header + 1 + (inSegment * Hash256.Length);
    }
}

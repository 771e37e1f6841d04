using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// CHUNK: one block, encrypted or as it is, with what proves it and what the node says of it. The content is that of the REQUEST,
/// and the hash of the bytes is not sent: who received them knows it. All spans stay where they were read.
/// </summary>
public readonly ref struct ChunkFrame
{
    /// <summary>The length of a block in bytes: 256 KiB.</summary>
    public const int MaxBytes = 262_144;

    /// <summary>Of the proof that the block is of the content, in bytes.</summary>
    public const int MaxProofBytes = 1_510;

    /// <summary>Of the inner nodes of the block's own tree, in bytes: 15 of two hashes above 16 groups of 16 KiB.</summary>
    public const int MaxTreeBytes = 15 * 2 * Hash256.Length;

    /// <summary>In bytes: an empty block without a signature.</summary>
    public const int MinBodyLength = 8 + 8 + 4 + Hash256.Length + 1 + 2 + 2;

    /// <summary>In bytes: the longest body of all frames.</summary>
    public const int MaxBodyLength = MinBodyLength + Signature.Length + MaxProofBytes + MaxTreeBytes + MaxBytes;

    /// <summary>i: the chunk's number in its session, from 1.</summary>
    public required long Unit { get; init; }

    /// <summary>The block's number in the content, from 0.</summary>
    public required long Block { get; init; }

    /// <summary>Hash of the key; zero where the bytes are as they are.</summary>
    public required Hash256 KeyCommitment { get; init; }

    /// <summary>Whether the header chain up to this unit is signed here.</summary>
    public bool IsSigned { get; init; }

    /// <summary>By the node, over a <see cref="HeaderStatement"/>; on the wire only if <see cref="IsSigned"/>.</summary>
    public Signature Signature { get; init; }

    /// <summary>That the block is of the content; at most <see cref="MaxProofBytes"/>.</summary>
    public ReadOnlySpan<byte> Proof { get; init; }

    /// <summary>Inner nodes of the block's own tree; at most <see cref="MaxTreeBytes"/>.</summary>
    public ReadOnlySpan<byte> Tree { get; init; }

    /// <summary>The block as sent; at most <see cref="MaxBytes"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; init; }

    /// <summary>In bytes.</summary>
    public int BodyLength => MinBodyLength + (IsSigned ? Signature.Length : 0) + Proof.Length + Tree.Length + Bytes.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out ChunkFrame frame)
    {
        WireReader reader = new(body);
        long unit = reader.Unit(), block = reader.UInt63();
        int length = Part(ref reader, reader.UInt32(), MaxBytes);
        Hash256 commitment = reader.Hash();
        bool isSigned = reader.Choice(1) == 1;
        frame = new ChunkFrame
        {
            Unit = unit,
            Block = block,
            KeyCommitment = commitment,
            IsSigned = isSigned,
            Signature = isSigned ? reader.Signature() : default,
            Proof = reader.Take(Part(ref reader, reader.UInt16(), MaxProofBytes)),
            Tree = reader.Take(Part(ref reader, reader.UInt16(), MaxTreeBytes)),
            Bytes = reader.Take(length),
        };
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        Invariant.Require(Bytes.Length <= MaxBytes, "chunk: longer than a block");
        Invariant.Require(Proof.Length <= MaxProofBytes, "chunk: a proof longer than any");
        Invariant.Require(Tree.Length <= MaxTreeBytes, "chunk: a tree larger than a block's");
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Chunk, BodyLength);
        writer.UInt63(Unit);
        writer.UInt63(Block);
        writer.UInt32(Bytes.Length);
        writer.Hash(KeyCommitment);
        writer.Byte(IsSigned ? (byte)1 : (byte)0);
        if (IsSigned) writer.Signature(Signature);
        writer.UInt16(Proof.Length);
        writer.Bytes(Proof);
        writer.UInt16(Tree.Length);
        writer.Bytes(Tree);
        writer.Bytes(Bytes);
        return writer.Length;
    }

    /// <summary>The length of a part, refused above its bound before anything is taken.</summary>
    private static int Part(ref WireReader reader, long length, int most)
    {
        if (length <= most) return (int)length;
        reader.Fail(FrameError.PartTooLong);
        return 0;
    }
}

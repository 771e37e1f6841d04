using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// What a node said of units that were paid: the ticket that paid them, their headers and on to the next that the node signed, and
/// that signature.
/// </summary>
public readonly ref struct HeaderEvidence
{
    /// <summary>Most headers, and so most units of one dispute.</summary>
    public const int MaxHeaders = 64;

    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = FixedLength + (MaxHeaders * ChunkHeader.Length) + ScopePath.MaxLength;

    private const int FixedLength = SignedAnchor.Length + (2 * 8) + (2 * Hash256.Length) + 1 + Signature.Length;

    public required SignedAnchor Anchor { get; init; }

    /// <summary>The first unit that is meant.</summary>
    public required long FirstUnit { get; init; }

    /// <summary>The last unit that is meant, whose ticket is <see cref="Ticket"/>.</summary>
    public required long LastUnit { get; init; }

    public required Hash256 Ticket { get; init; }

    /// <summary>The header chain's value before the first unit.</summary>
    public required Hash256 HeadBefore { get; init; }

    /// <summary>Encoded headers, from the first unit to the one that the node signed: at most <see cref="MaxHeaders"/>.</summary>
    public required ReadOnlySpan<byte> Headers { get; init; }

    /// <summary>By the node, over the header chain after the last header.</summary>
    public required Signature Signature { get; init; }

    /// <summary>That the node may be paid by the grant.</summary>
    public required ScopePath Path { get; init; }

    /// <summary>The length of this one in bytes.</summary>
    public int Length => FixedLength + Headers.Length + Path.Length;

    /// <summary>How many units are meant; the evidence is sound.</summary>
    public int Units => (int)(LastUnit - FirstUnit + 1);

    internal bool IsSound =>
        Headers.Length % ChunkHeader.Length == 0 && Headers.Length is > 0 and <= MaxHeaders * ChunkHeader.Length
        && FirstUnit > 0 && LastUnit >= FirstUnit && LastUnit - FirstUnit < Headers.Length / ChunkHeader.Length && Path.IsSound;

    /// <summary>A header, by its place from 0.</summary>
    public ChunkHeader HeaderAt(int place)
    {
        WireReader reader = new(Headers.Slice(place * ChunkHeader.Length, ChunkHeader.Length));
        return ChunkHeader.Read(ref reader);
    }

    /// <summary>Whether the headers follow each other without a gap and the node signed the last.</summary>
    internal LedgerRefusal CheckHeaders(in Hash256 chain, ISignatureVerifier verifier)
    {
        WireReader reader = new(Headers);
        Hash256 head = HeadBefore;
        long unit = FirstUnit;
        for (; !reader.Rest.IsEmpty; unit++)
        {
            ChunkHeader header = ChunkHeader.Read(ref reader);
            if (reader.Failed || header.Unit != unit) return LedgerRefusal.BadHeaders;
            head = HeaderChain.Next(head, header);
        }

        HeaderStatement statement = new(chain, Anchor.Anchor.Session, unit - 1, head);
        return statement.IsSignedBy(Anchor.Anchor.Node, Signature, verifier) ? LedgerRefusal.None : LedgerRefusal.BadSignature;
    }

    public void Write(ref WireWriter writer)
    {
        Anchor.Write(ref writer);
        writer.UInt63(FirstUnit);
        writer.UInt63(LastUnit);
        writer.Hash(Ticket);
        writer.Hash(HeadBefore);
        writer.Byte((byte)(Headers.Length / ChunkHeader.Length));
        writer.Bytes(Headers);
        writer.Signature(Signature);
        Path.Write(ref writer);
    }

    public static HeaderEvidence Read(scoped ref WireReader reader)
    {
        HeaderEvidence read = new()
        {
            Anchor = SignedAnchor.Read(ref reader),
            FirstUnit = reader.UInt63(),
            LastUnit = reader.UInt63(),
            Ticket = reader.Hash(),
            HeadBefore = reader.Hash(),
            Headers = reader.Take(reader.Byte() * ChunkHeader.Length),
            Signature = reader.Signature(),
            Path = ScopePath.Read(ref reader),
        };
        if (!reader.Failed && !read.IsSound) reader.Fail();
        return read;
    }
}

using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// D2: a key that the node committed to does not give the content that its header names. It is shown for one group of 16 KiB.
/// </summary>
/// <remarks>
/// A path of inner nodes alone does not say at which height of the content's tree it begins: one of a content said to have another
/// number of blocks would accuse an honest node. The header says that number, and with it the length and turns of the only path.
/// </remarks>
public readonly ref struct WrongPlaintext
{
    /// <summary>Bytes of a group: the part of a block that is ciphered again by the ledger.</summary>
    public const int GroupLength = 16 * Blake3Tree.ChunkLength;

    /// <summary>Groups of a whole block.</summary>
    public const int MaxGroups = 16;

    /// <summary>Blocks of the largest content.</summary>
    public const long MaxBlocks = 1L << 46;

    /// <summary>Inner nodes between a group and the root of the largest content.</summary>
    public const int MaxPath = 4 + 46;

    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = MaxBody + Author.Length;

    private const int FixedLength = Hash256.Length + 1 + 2 + 1 + Hash256.Length + 1;
    private const int MaxBody =
        HeaderEvidence.MaxLength + FixedLength + GroupLength + (4 * Hash256.Length) + (MaxPath * Hash256.Length);

    /// <summary>Of one unit.</summary>
    public required HeaderEvidence Evidence { get; init; }

    public required Hash256 Key { get; init; }

    /// <summary>The group's number in the block, from 0.</summary>
    public required int Group { get; init; }

    /// <summary>The group as it was sent.</summary>
    public required ReadOnlySpan<byte> Ciphertext { get; init; }

    /// <summary>Hashes of the ciphertext's own tree beside the group's path, from the group up.</summary>
    public required ReadOnlySpan<byte> CiphertextSiblings { get; init; }

    /// <summary>The chaining value that the content's tree has in the place of the group.</summary>
    public required Hash256 Demanded { get; init; }

    /// <summary>Hashes of the content's tree beside the way from there to the root: first inside the block, then between blocks.</summary>
    public required ReadOnlySpan<byte> Siblings { get; init; }

    /// <summary>Who lays down the deposit.</summary>
    public Author Author { get; init; }

    /// <summary>The length of this one in bytes.</summary>
    public int Length => Evidence.Length + FixedLength + Ciphertext.Length + CiphertextSiblings.Length + Siblings.Length
        + Author.Length;

    internal bool IsSound =>
        Evidence.IsSound && Evidence.Units == 1 && Group is >= 0 and < MaxGroups && Ciphertext.Length <= GroupLength
        && CiphertextSiblings.Length % Hash256.Length == 0 && CiphertextSiblings.Length <= 4 * Hash256.Length
        && Siblings.Length % Hash256.Length == 0 && Siblings.Length <= MaxPath * Hash256.Length;

    /// <summary>The same with its poster's signature.</summary>
    public WrongPlaintext Sign(ISigner poster, in Hash256 chain, long sequence) =>
        With(Author.Sign(poster, chain, LedgerTransactionKind.WrongPlaintext, sequence, BodyHash()));

    /// <summary>The evidence is sound.</summary>
    public Hash256 BodyHash()
    {
        Span<byte> bytes = stackalloc byte[MaxBody];
        WireWriter writer = new(bytes);
        WriteBody(ref writer);
        return Blake3.Hash(writer.Written);
    }

    public void Write(ref WireWriter writer)
    {
        WriteBody(ref writer);
        Author.Write(ref writer);
    }

    public static WrongPlaintext Read(scoped ref WireReader reader)
    {
        WrongPlaintext read = new()
        {
            Evidence = HeaderEvidence.Read(ref reader),
            Key = reader.Hash(),
            Group = reader.Byte(),
            Ciphertext = reader.Take(reader.UInt16()),
            CiphertextSiblings = reader.Take(reader.Byte() * Hash256.Length),
            Demanded = reader.Hash(),
            Siblings = reader.Take(reader.Byte() * Hash256.Length),
            Author = Author.Read(ref reader),
        };
        if (!reader.Failed && !read.IsSound) reader.Fail();
        return read;
    }

    private WrongPlaintext With(Author author) => new()
    {
        Evidence = Evidence,
        Key = Key,
        Group = Group,
        Ciphertext = Ciphertext,
        CiphertextSiblings = CiphertextSiblings,
        Demanded = Demanded,
        Siblings = Siblings,
        Author = author,
    };

    private void WriteBody(ref WireWriter writer)
    {
        Evidence.Write(ref writer);
        writer.Hash(Key);
        writer.Byte((byte)Group);
        writer.UInt16(Ciphertext.Length);
        writer.Bytes(Ciphertext);
        writer.Byte((byte)(CiphertextSiblings.Length / Hash256.Length));
        writer.Bytes(CiphertextSiblings);
        writer.Hash(Demanded);
        writer.Byte((byte)(Siblings.Length / Hash256.Length));
        writer.Bytes(Siblings);
    }
}

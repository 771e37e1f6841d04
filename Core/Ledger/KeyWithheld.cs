using System;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Ledger;

/// <summary>
/// D1: units were paid and their keys did not come. The ledger holds what they cost until the node publishes the keys, or its time
/// is over.
/// </summary>
public readonly ref struct KeyWithheld(HeaderEvidence evidence, Author author)
{
    /// <summary>The length of the longest in bytes.</summary>
    public const int MaxLength = HeaderEvidence.MaxLength + Author.Length;

    public HeaderEvidence Evidence { get; } = evidence;

    /// <summary>Who lays down the deposit.</summary>
    public Author Author { get; } = author;

    /// <summary>The length of this one in bytes.</summary>
    public int Length => Evidence.Length + Author.Length;

    public static KeyWithheld Sign(ISigner poster, in Hash256 chain, long sequence, HeaderEvidence evidence)
    {
        KeyWithheld body = new(evidence, default);
        return new KeyWithheld(evidence, Author.Sign(poster, chain, LedgerTransactionKind.KeyWithheld, sequence, body.BodyHash()));
    }

    /// <summary>The evidence is sound.</summary>
    public Hash256 BodyHash()
    {
        Span<byte> bytes = stackalloc byte[HeaderEvidence.MaxLength];
        WireWriter writer = new(bytes);
        Evidence.Write(ref writer);
        return Blake3.Hash(writer.Written);
    }

    public void Write(ref WireWriter writer)
    {
        Evidence.Write(ref writer);
        Author.Write(ref writer);
    }

    public static KeyWithheld Read(scoped ref WireReader reader) => new(HeaderEvidence.Read(ref reader), Author.Read(ref reader));
}

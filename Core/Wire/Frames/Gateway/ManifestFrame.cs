using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// MANIFEST: which content each URL of a site is, signed by the site's owner, so that neither gateway nor node can put another in its
/// place. The entries' bytes stay where they were read.
/// </summary>
public readonly ref struct ManifestFrame
{
    /// <summary>All entries together, in bytes.</summary>
    public const int MaxEntryBytes = 1 << 18;

    /// <summary>In bytes: without an entry.</summary>
    public const int MinBodyLength = Hash256.Length + 8 + 8 + 2 + Signature.Length;

    /// <summary>In bytes.</summary>
    public const int MaxBodyLength = MinBodyLength + MaxEntryBytes;

    public required Hash256 Site { get; init; }

    /// <summary>A later one of the site takes the place of an earlier one.</summary>
    public required long Version { get; init; }

    public required Instant NotAfter { get; init; }

    public required int Count { get; init; }

    /// <summary>A <see cref="ManifestEntry"/> for each URL, in ascending order of its bytes.</summary>
    public required ReadOnlySpan<byte> Entries { get; init; }

    /// <summary>By the site's owner, over all fields before.</summary>
    public Signature Signature { get; init; }

    /// <summary>In bytes.</summary>
    public int BodyLength => MinBodyLength + Entries.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out ManifestFrame frame)
    {
        WireReader reader = new(body);
        frame = new ManifestFrame
        {
            Site = reader.Hash(),
            Version = reader.UInt63(),
            NotAfter = reader.Time(),
            Entries = ManifestEntry.TakeAll(ref reader, out int count),
            Count = count,
            Signature = reader.Signature(),
        };
        FrameError error = reader.Finish();
        if (error != FrameError.None) frame = default;
        return error;
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Manifest, BodyLength);
        WriteTerms(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }

    /// <summary>What is signed or hashed: the domain, and all fields before the signature.</summary>
    /// <param name="message">Room for a domain and the body.</param>
    /// <returns>Its length in bytes.</returns>
    internal int WriteMessage(Span<byte> message, ReadOnlySpan<byte> domain)
    {
        WireWriter writer = new(message);
        writer.Bytes(domain);
        WriteTerms(ref writer);
        return writer.Length;
    }

    private void WriteTerms(ref WireWriter writer)
    {
        writer.Hash(Site);
        writer.UInt63(Version);
        writer.Time(NotAfter);
        writer.UInt16(Count);
        writer.Bytes(Entries);
    }
}

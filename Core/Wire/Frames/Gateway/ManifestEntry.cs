using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>One URL of a site and what is there.</summary>
public readonly ref struct ManifestEntry
{
    /// <summary>The longest URL in bytes.</summary>
    public const int MaxUrlBytes = 1_024;

    /// <summary>In bytes, beside the URL's own.</summary>
    public const int Overhead = 2 + Hash256.Length + 8;

    /// <summary>Path and query in UTF-8, as the site writes them; not empty.</summary>
    public required ReadOnlySpan<byte> Url { get; init; }

    /// <summary>BLAKE3 of the content.</summary>
    public required Hash256 Content { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    public void Write(ref WireWriter writer)
    {
        writer.UInt16(Url.Length);
        writer.Bytes(Url);
        writer.Hash(Content);
        writer.UInt63(Bytes);
    }

    public static ManifestEntry Read(scoped ref WireReader reader)
    {
        int length = reader.UInt16();
        if (length == 0) reader.Fail();
        if (length > MaxUrlBytes) reader.Fail(FrameError.PartTooLong);
        return new ManifestEntry { Url = reader.Take(length), Content = reader.Hash(), Bytes = reader.UInt63() };
    }

    /// <summary>Their number and their bytes, each checked for its ranges and all for their order, so that no URL is there twice.</summary>
    internal static ReadOnlySpan<byte> TakeAll(scoped ref WireReader reader, out int count)
    {
        count = reader.UInt16();
        WireReader entries = new(reader.Rest);
        ReadOnlySpan<byte> last = [];
        for (int i = 0; i < count && !entries.Failed; i++)
        {
            ReadOnlySpan<byte> url = Read(ref entries).Url;
            if (!entries.Failed && url.SequenceCompareTo(last) <= 0) entries.Fail();
            last = url;
        }

        if (entries.Failed)
        {
            reader.Fail(entries.Error);
            return [];
        }

        int length = reader.Rest.Length - entries.Rest.Length;
        if (length > ManifestFrame.MaxEntryBytes) reader.Fail(FrameError.PartTooLong);
        return reader.Take(length);
    }
}

using System;
using System.Collections.Generic;
using System.Text;
using Fleek.Core.Content;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Gateway;

/// <summary>Which content each URL of a site is, as its owner signed it. Made once, or read from a MANIFEST that was checked.</summary>
public sealed class ContentManifest
{
    private readonly SortedDictionary<string, ManifestItem> _items = new(StringComparer.Ordinal);
    private readonly byte[] _frame;

    private ContentManifest(byte[] frame, in ManifestFrame manifest)
    {
        _frame = frame;
        (Site, Version, NotAfter) = (manifest.Site, manifest.Version, manifest.NotAfter);
        Id = IdOf(manifest);
        WireReader entries = new(manifest.Entries);
        for (int i = 0; i < manifest.Count; i++)
        {
            ManifestEntry entry = ManifestEntry.Read(ref entries);
            _items[Encoding.UTF8.GetString(entry.Url)] = new ManifestItem(entry.Content, entry.Bytes);
        }
    }

    /// <summary>Its name: every field but the signature decides it.</summary>
    public Hash256 Id { get; }

    public Hash256 Site { get; }

    public long Version { get; }

    public Instant NotAfter { get; }

    public int Count => _items.Count;

    /// <summary>The MANIFEST, header and body.</summary>
    public ReadOnlySpan<byte> Frame => _frame;

    /// <summary>All URLs, in order.</summary>
    public IReadOnlyCollection<KeyValuePair<string, ManifestItem>> Items => _items;

    /// <summary>Signs what is at each URL.</summary>
    /// <param name="owner">Of the site.</param>
    /// <exception cref="ArgumentException">A URL is empty, too long or there twice, a length is negative, or all together are too much.</exception>
    public static ContentManifest Sign(
        in Hash256 site, long version, Instant notAfter, IEnumerable<(string Url, Hash256 Content, long Bytes)> items, ISigner owner)
    {
        List<(byte[] Url, Hash256 Content, long Bytes)> sorted = [];
        int length = 0;
        foreach ((string url, Hash256 content, long bytes) in items)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(url);
            if (utf8.Length is 0 or > ManifestEntry.MaxUrlBytes || bytes < 0) throw new ArgumentException($"manifest: not an entry: {url}");
            sorted.Add((utf8, content, bytes));
            length += ManifestEntry.Overhead + utf8.Length;
        }

        if (length > ManifestFrame.MaxEntryBytes || sorted.Count > ushort.MaxValue) throw new ArgumentException("manifest: too many entries");
        sorted.Sort((a, b) => a.Url.AsSpan().SequenceCompareTo(b.Url));
        byte[] entries = new byte[length];
        WireWriter writer = new(entries);
        for (int i = 0; i < sorted.Count; i++)
        {
            if (i > 0 && sorted[i].Url.AsSpan().SequenceEqual(sorted[i - 1].Url)) throw new ArgumentException("manifest: a URL is there twice");
            new ManifestEntry { Url = sorted[i].Url, Content = sorted[i].Content, Bytes = sorted[i].Bytes }.Write(ref writer);
        }

        ManifestFrame frame = new()
        {
            Site = site, Version = version, NotAfter = notAfter, Count = sorted.Count, Entries = entries,
        };
        byte[] message = new byte[Domain.Length + frame.BodyLength];
        Signature signature = owner.Sign(message.AsSpan(0, frame.WriteMessage(message, Domain.Manifest)));
        frame = new ManifestFrame
        {
            Site = site, Version = version, NotAfter = notAfter, Count = sorted.Count, Entries = entries, Signature = signature,
        };
        byte[] whole = new byte[FrameHeader.Length + frame.BodyLength];
        frame.Write(whole);
        return new ContentManifest(whole, frame);
    }

    /// <summary>Reads a MANIFEST and checks whose it is.</summary>
    /// <param name="frame">Header and body.</param>
    /// <param name="owner">Whose signature counts.</param>
    /// <param name="expected">The id that a gateway's offer names.</param>
    /// <returns>Why not, or none.</returns>
    public static SessionFault TryRead(
        ReadOnlySpan<byte> frame, in Hash256 site, in PublicKey owner, in Hash256 expected, Instant now, ISignatureVerifier verifier,
        out ContentManifest? manifest)
    {
        manifest = null;
        if (ManifestFrame.TryRead(frame[FrameHeader.Length..], out ManifestFrame read) != FrameError.None) return SessionFault.Malformed;
        if (read.Site != site) return SessionFault.OtherSite;
        if (IdOf(read) != expected) return SessionFault.WrongManifest;
        if (read.NotAfter < now) return SessionFault.ManifestExpired;
        byte[] message = new byte[Domain.Length + read.BodyLength];
        bool signed = verifier.Verify(owner, message.AsSpan(0, read.WriteMessage(message, Domain.Manifest)), read.Signature);
        if (!signed) return SessionFault.BadManifest;
        manifest = new ContentManifest(frame.ToArray(), read);
        return SessionFault.None;
    }

    /// <summary>What is at a URL; false if the manifest does not say.</summary>
    public bool TryFind(string url, out ManifestItem item) => _items.TryGetValue(url, out item);

    private static Hash256 IdOf(in ManifestFrame manifest)
    {
        byte[] message = new byte[Domain.Length + manifest.BodyLength];
        return Blake3.Hash(message.AsSpan(0, manifest.WriteMessage(message, Domain.ManifestId)));
    }
}

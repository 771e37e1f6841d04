using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>A MANIFEST as values that outlive a buffer and can be compared.</summary>
internal sealed record ManifestParts(Hash256 Site, long Version, Instant NotAfter, int Count, string EntriesHex, Signature Signature)
{
    public ManifestFrame Frame => new()
    {
        Site = Site,
        Version = Version,
        NotAfter = NotAfter,
        Count = Count,
        Entries = Convert.FromHexString(EntriesHex),
        Signature = Signature,
    };

    public static FrameError Read(ReadOnlySpan<byte> body, out ManifestParts parts)
    {
        FrameError error = ManifestFrame.TryRead(body, out ManifestFrame frame);
        parts = new ManifestParts(
            frame.Site, frame.Version, frame.NotAfter, frame.Count, Convert.ToHexString(frame.Entries), frame.Signature);
        return error;
    }
}

using System;
using Fleek.Core.FairExchange;

namespace Fleek.Core.Wire;

/// <summary>
/// ANCHOR: the signed head of a ticket chain, the first of a session or one that follows. Whether its terms are sound is not
/// asked here.
/// </summary>
public readonly record struct AnchorFrame(SignedAnchor Anchor)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = SignedAnchor.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out AnchorFrame frame)
    {
        WireReader reader = new(body);
        frame = new AnchorFrame(SignedAnchor.Read(ref reader));
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Anchor, BodyLength);
        Anchor.Write(ref writer);
        return writer.Length;
    }
}

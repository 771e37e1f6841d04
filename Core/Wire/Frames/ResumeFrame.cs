using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>RESUME: the device proves that it is there now, and asks what the node holds of the lane.</summary>
/// <param name="Signature">By the device, over a <see cref="ResumeStatement"/>.</param>
public readonly record struct ResumeFrame(Hash256 Session, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + Signature.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out ResumeFrame frame)
    {
        WireReader reader = new(body);
        frame = new ResumeFrame(reader.Hash(), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Resume, BodyLength);
        writer.Hash(Session);
        writer.Signature(Signature);
        return writer.Length;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>REQUEST: blocks of a content, in order.</summary>
/// <param name="FirstBlock">From 0; with <paramref name="Count"/> it stays within 63 bits.</param>
/// <param name="Count">At least 1.</param>
public readonly record struct RequestFrame(Hash256 Content, long FirstBlock, long Count)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + (2 * 8);

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out RequestFrame frame)
    {
        WireReader reader = new(body);
        frame = new RequestFrame(reader.Hash(), reader.UInt63(), reader.PositiveUInt63());
        if (frame.FirstBlock > long.MaxValue - frame.Count) reader.Fail();
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Request, BodyLength);
        writer.Hash(Content);
        writer.UInt63(FirstBlock);
        writer.UInt63(Count);
        return writer.Length;
    }
}

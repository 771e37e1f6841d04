using System;

namespace Fleek.Core.Wire;

/// <summary>END: no further chunk will come.</summary>
/// <param name="Unit">The last that was sent; 0 if none was.</param>
public readonly record struct EndFrame(long Unit)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out EndFrame frame)
    {
        WireReader reader = new(body);
        frame = new EndFrame(reader.UInt63());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.End, BodyLength);
        writer.UInt63(Unit);
        return writer.Length;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>PAY: the ticket of a unit, which pays for it and all before it.</summary>
/// <param name="Unit">From 1.</param>
public readonly record struct PayFrame(long Unit, Hash256 Ticket)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = 8 + Hash256.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out PayFrame frame)
    {
        WireReader reader = new(body);
        frame = new PayFrame(reader.Unit(), reader.Hash());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Pay, BodyLength);
        writer.UInt63(Unit);
        writer.Hash(Ticket);
        return writer.Length;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>KEYREQ: asks again for the key of a unit that was paid, in this or any earlier session.</summary>
/// <param name="Session">That in which the unit was paid.</param>
/// <param name="Unit">From 1.</param>
/// <param name="Ticket">Of that unit: who shows it has paid.</param>
public readonly record struct KeyRequestFrame(Hash256 Session, long Unit, Hash256 Ticket)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = (2 * Hash256.Length) + 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out KeyRequestFrame frame)
    {
        WireReader reader = new(body);
        frame = new KeyRequestFrame(reader.Hash(), reader.Unit(), reader.Hash());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.KeyRequest, BodyLength);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Hash(Ticket);
        return writer.Length;
    }
}

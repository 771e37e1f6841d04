using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>KEYRES: the answer to KEYREQ.</summary>
/// <param name="Unit">From 1.</param>
public readonly record struct KeyResponseFrame(Hash256 Session, long Unit, Hash256 Key)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = (2 * Hash256.Length) + 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out KeyResponseFrame frame)
    {
        WireReader reader = new(body);
        frame = new KeyResponseFrame(reader.Hash(), reader.Unit(), reader.Hash());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.KeyResponse, BodyLength);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Hash(Key);
        return writer.Length;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>ATTACHED: who sent ATTACH or OPEN may stay on this connection.</summary>
public readonly record struct AttachedFrame(Hash256 Session, SessionRole Role)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + 1;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out AttachedFrame frame)
    {
        WireReader reader = new(body);
        frame = new AttachedFrame(reader.Hash(), (SessionRole)reader.Choice((byte)SessionRole.Secondary));
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Attached, BodyLength);
        writer.Hash(Session);
        writer.Byte((byte)Role);
        return writer.Length;
    }
}

using System;

namespace Fleek.Core.Wire;

/// <summary>REFUSE: no further chunk will come, and why.</summary>
/// <param name="Reason">Any but none.</param>
/// <param name="Unit">The unit that it is about; 0 if about none.</param>
public readonly record struct RefuseFrame(RefuseReason Reason, long Unit)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = 1 + 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out RefuseFrame frame)
    {
        WireReader reader = new(body);
        RefuseReason reason = (RefuseReason)reader.Choice((byte)RefuseReason.Superseded);
        if (reason == RefuseReason.None) reader.Fail(FrameError.UnknownValue);
        frame = new RefuseFrame(reason, reader.UInt63());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Refuse, BodyLength);
        writer.Byte((byte)Reason);
        writer.UInt63(Unit);
        return writer.Length;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>DENY: a gateway, or a node's door, does not do what it was asked; nothing was spent.</summary>
/// <param name="Reason">Any but none.</param>
/// <param name="RetryAfter">When asking again may help; zero if it will not.</param>
public readonly record struct DenyFrame(DenyReason Reason, Duration RetryAfter)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = 1 + 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out DenyFrame frame)
    {
        WireReader reader = new(body);
        DenyReason reason = (DenyReason)reader.Choice((byte)DenyReason.WrongNumber);
        if (reason == DenyReason.None) reader.Fail(FrameError.UnknownValue);
        frame = new DenyFrame(reason, new Duration(reader.UInt63()));
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Deny, BodyLength);
        writer.Byte((byte)Reason);
        writer.UInt63(RetryAfter.Nanoseconds);
        return writer.Length;
    }
}

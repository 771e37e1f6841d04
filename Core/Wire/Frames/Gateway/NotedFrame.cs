using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>NOTED: the answer to NOTIFY.</summary>
/// <param name="Amount">What the gateway has counted for the session, over all nodes and grants.</param>
public readonly record struct NotedFrame(Hash256 Session, Credits Amount)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + 8;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NotedFrame frame)
    {
        WireReader reader = new(body);
        frame = new NotedFrame(reader.Hash(), reader.Amount());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Noted, BodyLength);
        writer.Hash(Session);
        writer.Amount(Amount);
        return writer.Length;
    }
}

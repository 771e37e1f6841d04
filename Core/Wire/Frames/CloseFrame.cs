using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>CLOSE: the client wants nothing more, and signs what the lane has cost.</summary>
public readonly record struct CloseFrame(FinalTicket Ticket, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = FinalTicket.Length + Signature.Length;

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out CloseFrame frame)
    {
        WireReader reader = new(body);
        frame = new CloseFrame(FinalTicket.Read(ref reader), reader.Signature());
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Close, BodyLength);
        Ticket.Write(ref writer);
        writer.Signature(Signature);
        return writer.Length;
    }
}

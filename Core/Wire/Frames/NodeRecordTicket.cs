using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>A unit that was paid with a link of the chain; the session's last anchor before it says what it is worth.</summary>
/// <param name="Unit">From 1.</param>
public readonly record struct NodeRecordTicket(Hash256 Session, long Unit, Hash256 Ticket)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = (2 * Hash256.Length) + 8;

    /// <summary>Reads the body of a record of this kind; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NodeRecordTicket record)
    {
        WireReader reader = new(body);
        record = new NodeRecordTicket(reader.Hash(), reader.Unit(), reader.Hash());
        return reader.Finish(ref record);
    }

    /// <summary>Writes the whole record, and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = NodeRecord.Begin(destination, NodeRecordKind.Ticket);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Hash(Ticket);
        return NodeRecord.End(ref writer);
    }
}

using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>A session that was closed, and what its lane has cost.</summary>
public readonly record struct NodeRecordFinalTicket(FinalTicket Ticket, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = FinalTicket.Length + Signature.Length;

    /// <summary>Reads the body of a record of this kind; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NodeRecordFinalTicket record)
    {
        WireReader reader = new(body);
        record = new NodeRecordFinalTicket(FinalTicket.Read(ref reader), reader.Signature());
        return reader.Finish(ref record);
    }

    /// <summary>Writes the whole record, and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = NodeRecord.Begin(destination, NodeRecordKind.FinalTicket);
        Ticket.Write(ref writer);
        writer.Signature(Signature);
        return NodeRecord.End(ref writer);
    }
}

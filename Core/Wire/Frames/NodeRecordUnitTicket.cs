using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// A unit that was paid with a signature; the session's last anchor before it has the other fields of the
/// <see cref="UnitTicket"/>.
/// </summary>
/// <param name="Unit">From 1.</param>
public readonly record struct NodeRecordUnitTicket(Hash256 Session, long Unit, Credits Cumulative, Signature Signature)
{
    /// <summary>In bytes.</summary>
    public const int BodyLength = Hash256.Length + (2 * 8) + Signature.Length;

    /// <summary>Reads the body of a record of this kind; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out NodeRecordUnitTicket record)
    {
        WireReader reader = new(body);
        record = new NodeRecordUnitTicket(reader.Hash(), reader.Unit(), reader.Amount(), reader.Signature());
        return reader.Finish(ref record);
    }

    /// <summary>Writes the whole record, and returns its length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = NodeRecord.Begin(destination, NodeRecordKind.UnitTicket);
        writer.Hash(Session);
        writer.UInt63(Unit);
        writer.Amount(Cumulative);
        writer.Signature(Signature);
        return NodeRecord.End(ref writer);
    }
}

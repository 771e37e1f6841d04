using CsCheck;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Tests.Core;

/// <summary>Records of a node's log: as values, and as the bytes that it writes.</summary>
internal static class RecordGens
{
    public static readonly Gen<NodeRecordAnchor> Anchor =
        Gen.Select(WireGens.SignedGrant, WireGens.SignedAnchor).Select((grant, anchor) => new NodeRecordAnchor(grant, anchor));

    public static readonly Gen<NodeRecordTicket> Ticket =
        Gen.Select(WireGens.Hash, WireGens.Positive, WireGens.Hash)
        .Select((session, unit, ticket) => new NodeRecordTicket(session, unit, ticket));

    public static readonly Gen<NodeRecordFinalTicket> FinalTicket =
        Gen.Select(WireGens.FinalTicket, WireGens.Signature)
        .Select((ticket, signature) => new NodeRecordFinalTicket(ticket, signature));

    public static readonly Gen<NodeRecordUnitTicket> UnitTicket =
        Gen.Select(WireGens.Hash, WireGens.Positive, WireGens.Amount, WireGens.Signature)
        .Select((session, unit, cumulative, signature) => new NodeRecordUnitTicket(session, unit, cumulative, signature));

    public static readonly Gen<byte[]> Scope =
        Gen.Select(WireGens.Hash, Gen.UInt, Gen.Int[0, NodeScope.MaxDepth].SelectMany(depth => Gen.Byte.Array[depth * Hash256.Length]))
        .Select((grant, turns, siblings) => FrameGens.Bytes(room => new NodeRecordScope(grant, new ScopePath(turns, siblings)).Write(room)));

    public static readonly Gen<byte[]> Encoded = Gen.OneOf(
        Anchor.Select(record => FrameGens.Bytes(record.Write)),
        Ticket.Select(record => FrameGens.Bytes(record.Write)),
        FinalTicket.Select(record => FrameGens.Bytes(record.Write)),
        UnitTicket.Select(record => FrameGens.Bytes(record.Write)),
        Scope);
}

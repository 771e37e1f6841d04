using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// PAY-SIGNED: what a lane has cost up to a unit, signed by the device. A signature a unit instead of a hash chain; the node
/// redeems the last of them alone.
/// </summary>
/// <param name="Session">Tickets of one session are worth nothing in another.</param>
/// <param name="Unit">The last unit of the session that it pays for, from 1.</param>
/// <param name="Cumulative">What the lane has cost with that unit.</param>
public readonly record struct UnitTicket(
    Hash256 Chain, Hash256 Session, Hash256 GrantId, PublicKey Node, int Lane, long Epoch, long Unit, Credits Cumulative)
{
    /// <summary>The length of the body in bytes.</summary>
    public const int Length = (4 * Hash256.Length) + 2 + (3 * 8);

    public LaneKey LaneKey => new(GrantId, Node, Lane, Epoch);

    public Signature Sign(ISigner device)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        WriteMessage(message);
        return device.Sign(message);
    }

    public bool IsSignedBy(in PublicKey device, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        WriteMessage(message);
        return verifier.Verify(device, message, signature);
    }

    public void Write(ref WireWriter writer)
    {
        writer.Hash(Chain);
        writer.Hash(Session);
        writer.Hash(GrantId);
        writer.Key(Node);
        writer.UInt16(Lane);
        writer.UInt63(Epoch);
        writer.UInt63(Unit);
        writer.Amount(Cumulative);
    }

    public static UnitTicket Read(ref WireReader reader) => new(
        reader.Hash(), reader.Hash(), reader.Hash(), reader.Key(), reader.UInt16(), reader.UInt63(), reader.UInt63(),
        reader.Amount());

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.UnitTicket);
        Write(ref writer);
    }
}

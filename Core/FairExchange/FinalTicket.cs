using System;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// CLOSE: what a lane has cost, signed by the device. It stands for the anchor and its chain when the node redeems, and for nothing
/// else: disputes stay open on anchors and headers.
/// </summary>
public readonly record struct FinalTicket(
    Hash256 Chain, Hash256 GrantId, PublicKey Node, int Lane, long Epoch, Credits UnitPrice, Credits Cumulative)
{
    /// <summary>The length of the body in bytes.</summary>
    public const int Length = (3 * Hash256.Length) + 2 + (3 * 8);

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
        writer.Hash(GrantId);
        writer.Key(Node);
        writer.UInt16(Lane);
        writer.UInt63(Epoch);
        writer.Amount(UnitPrice);
        writer.Amount(Cumulative);
    }

    public static FinalTicket Read(ref WireReader reader) => new(
        reader.Hash(), reader.Hash(), reader.Key(), reader.UInt16(), reader.UInt63(), reader.Amount(), reader.Amount());

    private void WriteMessage(Span<byte> message)
    {
        WireWriter writer = new(message);
        writer.Bytes(Domain.FinalTicket);
        Write(ref writer);
    }
}

using System;
using Fleek.Core.Content;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.FairExchange;

/// <summary>
/// ANCHOR, and ROLL for every chain after the first: the signed head of a ticket chain (PayWord, Rivest and Shamir 1996). Whoever
/// holds it and the ticket of unit i holds <see cref="BaseCumulative"/> and the price of every unit after <see cref="Start"/> up to i.
/// </summary>
/// <param name="Session">Tickets of one session are worth nothing in another.</param>
/// <param name="Node">Whom it pays.</param>
/// <param name="BaseCumulative">What the lane had cost before this chain.</param>
/// <param name="Start">Units of the session before the first of this chain: units are counted through all chains of a session.</param>
/// <param name="Units">Length of the chain: at most <see cref="MaxUnits"/>, so that the ledger's check is small.</param>
/// <param name="Head">The chain's public end, w at <paramref name="Start"/>.</param>
/// <param name="NotAfter">By the node's clock, at PAY.</param>
public readonly record struct Anchor(
    Hash256 Chain, Hash256 Session, Hash256 GrantId, PublicKey Node, int Lane, long Epoch, Credits BaseCumulative,
    Credits UnitPrice, long Start, int Units, Hash256 Head, Instant NotAfter)
{
    /// <summary>n_max: the most units of one chain.</summary>
    public const int MaxUnits = 256;

    /// <summary>The length of the body in bytes.</summary>
    public const int Length = (5 * Hash256.Length) + 2 + (4 * 8) + 4 + 8;

    /// <summary>The last unit that the chain pays for.</summary>
    public long End => Start + Units;

    /// <summary>Whether its numbers are in range and no amount of it overflows.</summary>
    public bool IsSound =>
        Units is > 0 and <= MaxUnits && Start <= long.MaxValue - MaxUnits && UnitPrice > Credits.Zero && BaseCumulative >= Credits.Zero
        && UnitPrice.Units <= (long.MaxValue - BaseCumulative.Units) / Units;

    /// <summary>The lane's cost up to and with a unit of this chain; the anchor is sound.</summary>
    public Credits CumulativeAt(long unit)
    {
        Invariant.Require(unit >= Start && unit <= End, "anchor: a unit that is not of its chain");
        return BaseCumulative + (UnitPrice * (unit - Start));
    }

    public LaneKey LaneKey => new(GrantId, Node, Lane, Epoch);

    /// <summary>What the first header of a session stands on.</summary>
    public Hash256 Hash()
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.AnchorHash);
        return Blake3.Hash(message);
    }

    public Signature Sign(ISigner device)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.Anchor);
        return device.Sign(message);
    }

    public bool IsSignedBy(in PublicKey device, in Signature signature, ISignatureVerifier verifier)
    {
        Span<byte> message = stackalloc byte[Domain.Length + Length];
        Write(message, Domain.Anchor);
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
        writer.Amount(BaseCumulative);
        writer.Amount(UnitPrice);
        writer.UInt63(Start);
        writer.UInt32(Units);
        writer.Hash(Head);
        writer.Time(NotAfter);
    }

    public static Anchor Read(ref WireReader reader) => new(
        reader.Hash(), reader.Hash(), reader.Hash(), reader.Key(), reader.UInt16(), reader.UInt63(), reader.Amount(),
        reader.Amount(), reader.UInt63(), reader.Units(), reader.Hash(), reader.Time());

    private void Write(Span<byte> message, ReadOnlySpan<byte> domain)
    {
        WireWriter writer = new(message);
        writer.Bytes(domain);
        Write(ref writer);
    }
}

/// <summary>An anchor with its device's signature.</summary>
public readonly record struct SignedAnchor(Anchor Anchor, Signature Signature)
{
    /// <summary>The length in bytes.</summary>
    public const int Length = Anchor.Length + Signature.Length;

    public void Write(ref WireWriter writer)
    {
        Anchor.Write(ref writer);
        writer.Signature(Signature);
    }

    public static SignedAnchor Read(ref WireReader reader) => new(Anchor.Read(ref reader), reader.Signature());
}

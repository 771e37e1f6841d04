using System;
using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;

namespace Fleek.Core.Wire;

/// <summary>
/// RESUMED: the last ticket that the node holds for the lane. The client goes on from it only if its own signature is on it and
/// the ticket leads to the anchor: a node cannot invent a past. What its kind does not carry is zero.
/// </summary>
public readonly record struct ResumedFrame
{
    /// <summary>In bytes: nothing held.</summary>
    public const int MinBodyLength = 1;

    /// <summary>In bytes: a signed ticket.</summary>
    public const int MaxBodyLength = 1 + SignedAnchor.Length + (2 * 8) + Signature.Length;

    public HeldTicket Kind { get; private init; }

    /// <summary>Of kinds <see cref="HeldTicket.HashChain"/> and <see cref="HeldTicket.Signed"/>.</summary>
    public SignedAnchor Anchor { get; private init; }

    /// <summary>Units paid in the anchor's session; its start if nothing of its chain was.</summary>
    public long Unit { get; private init; }

    /// <summary>Of <see cref="Unit"/>: the anchor's head if nothing of its chain was paid.</summary>
    public Hash256 Ticket { get; private init; }

    /// <summary>What the lane has cost, of kind <see cref="HeldTicket.Signed"/>.</summary>
    public Credits Cumulative { get; private init; }

    public FinalTicket Final { get; private init; }

    /// <summary>On the final ticket or on the signed one.</summary>
    public Signature Signature { get; private init; }

    /// <summary>In bytes.</summary>
    public int BodyLength => LengthOf(Kind);

    public static ResumedFrame Nothing => default;

    public static ResumedFrame OfChain(in SignedAnchor anchor, long unit, in Hash256 ticket) =>
        new() { Kind = HeldTicket.HashChain, Anchor = anchor, Unit = unit, Ticket = ticket };

    public static ResumedFrame OfFinal(in FinalTicket final, in Signature signature) =>
        new() { Kind = HeldTicket.Final, Final = final, Signature = signature };

    public static ResumedFrame OfSigned(in SignedAnchor anchor, long unit, Credits cumulative, in Signature signature) =>
        new() { Kind = HeldTicket.Signed, Anchor = anchor, Unit = unit, Cumulative = cumulative, Signature = signature };

    /// <summary>Reads a body; the answer is why not, or none.</summary>
    public static FrameError TryRead(ReadOnlySpan<byte> body, out ResumedFrame frame)
    {
        WireReader reader = new(body);
        frame = (HeldTicket)reader.Choice((byte)HeldTicket.Signed) switch
        {
            HeldTicket.HashChain => OfChain(SignedAnchor.Read(ref reader), reader.UInt63(), reader.Hash()),
            HeldTicket.Final => OfFinal(FinalTicket.Read(ref reader), reader.Signature()),
            HeldTicket.Signed =>
                OfSigned(SignedAnchor.Read(ref reader), reader.UInt63(), reader.Amount(), reader.Signature()),
            _ => Nothing,
        };
        return reader.Finish(ref frame);
    }

    /// <summary>Writes header and body, and returns their length in bytes.</summary>
    public int Write(Span<byte> destination)
    {
        WireWriter writer = FrameHeader.Begin(destination, FrameType.Resumed, BodyLength);
        writer.Byte((byte)Kind);
        switch (Kind)
        {
            case HeldTicket.HashChain:
                Anchor.Write(ref writer);
                writer.UInt63(Unit);
                writer.Hash(Ticket);
                break;
            case HeldTicket.Final:
                Final.Write(ref writer);
                writer.Signature(Signature);
                break;
            case HeldTicket.Signed:
                Anchor.Write(ref writer);
                writer.UInt63(Unit);
                writer.Amount(Cumulative);
                writer.Signature(Signature);
                break;
        }

        return writer.Length;
    }

    private static int LengthOf(HeldTicket kind) => 1 + kind switch
    {
        HeldTicket.HashChain => SignedAnchor.Length + 8 + Hash256.Length,
        HeldTicket.Final => FinalTicket.Length + Signature.Length,
        HeldTicket.Signed => SignedAnchor.Length + (2 * 8) + Signature.Length,
        _ => 0,
    };
}

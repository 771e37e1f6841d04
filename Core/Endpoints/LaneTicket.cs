using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>
/// The best ticket that a node holds of a lane: what it redeems, and what it tells a device that resumes. What its kind does not
/// carry is zero.
/// </summary>
/// <param name="Unit">The last unit paid, in the session of the anchor.</param>
/// <param name="Cumulative">What the lane has cost.</param>
/// <param name="Signature">Of a final or a unit ticket.</param>
public readonly record struct LaneTicket(
    HeldTicket Kind, SignedAnchor Anchor, long Unit, Hash256 Ticket, FinalTicket Final, Credits Cumulative, Signature Signature)
{
    internal static LaneTicket OfChain(in SignedAnchor anchor, long unit, in Hash256 ticket) =>
        new(HeldTicket.HashChain, anchor, unit, ticket, default, anchor.Anchor.CumulativeAt(unit), default);

    internal static LaneTicket OfSigned(in SignedAnchor anchor, long unit, in Signature signature) =>
        new(HeldTicket.Signed, anchor, unit, default, default, anchor.Anchor.CumulativeAt(unit), signature);

    internal static LaneTicket OfFinal(in FinalTicket final, in Signature signature) =>
        new(HeldTicket.Final, default, 0, default, final, final.Cumulative, signature);

    internal ResumedFrame ToFrame() => Kind switch
    {
        HeldTicket.HashChain => ResumedFrame.OfChain(Anchor, Unit, Ticket),
        HeldTicket.Signed => ResumedFrame.OfSigned(Anchor, Unit, Cumulative, Signature),
        HeldTicket.Final => ResumedFrame.OfFinal(Final, Signature),
        _ => ResumedFrame.Nothing,
    };
}

using Fleek.Core.Endpoints;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Exchange;

/// <summary>What became of an exchange.</summary>
/// <param name="Chunks">Delivered to the client, in order, each verified.</param>
/// <param name="Bytes">Of them.</param>
/// <param name="Refusal">Why the node ended it, or none.</param>
/// <param name="Fault">What the client caught the node at, or none.</param>
/// <param name="Paid">What the client signed away.</param>
/// <param name="PaidChunks">Chunks that it is worth.</param>
/// <param name="OwedChunks">Paid, and their plain text did not come.</param>
/// <param name="RefundedChunks">Of these, by the ledger's verdicts, not paid for in the end.</param>
/// <param name="Payments">Tickets that left the client: one may pay for several chunks.</param>
/// <param name="LinkTime">On the link's clock, from the connection to the last chunk's delivery, or to the end if not all came.</param>
/// <param name="FramesDown">From the node; <paramref name="FramesUp"/> are the client's.</param>
/// <param name="WireBytesDown">In frames of the node.</param>
/// <param name="WireBytesUp">In frames of the client.</param>
/// <param name="Retransmissions">Frames that were sent again, both ways.</param>
/// <param name="Settlement">What the ledger made of it.</param>
public sealed record ExchangeReport(
    long Chunks, long Bytes, RefuseReason Refusal, ClientFault Fault, Credits Paid, long PaidChunks, long OwedChunks, long RefundedChunks,
    long Payments, Duration LinkTime, long FramesDown, long FramesUp, long WireBytesDown, long WireBytesUp, long Retransmissions, ExchangeSettlement Settlement)
{
    /// <summary>All of the content was delivered, paid and settled.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>The ledger's side of an exchange, after it.</summary>
/// <param name="Deposited">By the payer.</param>
/// <param name="Left">On the payer's account.</param>
/// <param name="Earned">By the node, as the ledger credited it.</param>
/// <param name="SettledChunks">Chunks that it is worth.</param>
/// <param name="Redeems">Claims that the node submitted.</param>
/// <param name="Slashed">What the client's evidence cost the node's stake; zero without any.</param>
/// <param name="Refunded">What of that stake the payer got.</param>
public readonly record struct ExchangeSettlement(
    Credits Deposited, Credits Left, Credits Earned, long SettledChunks, long Redeems, Credits Slashed, Credits Refunded);

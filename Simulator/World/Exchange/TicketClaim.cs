using Fleek.Core.Endpoints;
using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Exchange;

/// <summary>What a node submits to the ledger for the best ticket of a lane.</summary>
internal static class TicketClaim
{
    /// <param name="path">Of the node in the grant's scope.</param>
    public static RedeemItem Of(in LaneTicket ticket, ScopePath path) => ticket.Kind switch
    {
        HeldTicket.HashChain => RedeemItem.OfChain(ticket.Anchor, ticket.Unit, ticket.Ticket, path),
        HeldTicket.Signed => RedeemItem.OfUnit(ticket.Anchor, ticket.Unit, ticket.Cumulative, ticket.Signature, path),
        _ => RedeemItem.OfFinal(ticket.Final, ticket.Signature, path),
    };
}

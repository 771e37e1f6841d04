using Fleek.Core.Endpoints;
using Fleek.Core.Ledger;
using Fleek.Core.Wire;

namespace Fleek.Sim.World.Exchange;

/// <summary>What a node submits to the ledger for the best ticket of a lane, under a grant that any node may redeem.</summary>
internal static class TicketClaim
{
    public static RedeemItem Of(in LaneTicket ticket)
    {
        Fleek.Core.FairExchange.ScopePath path = new(0, []);
        return ticket.Kind switch
        {
            HeldTicket.HashChain => RedeemItem.OfChain(ticket.Anchor, ticket.Unit, ticket.Ticket, path),
            HeldTicket.Signed => RedeemItem.OfUnit(ticket.Anchor, ticket.Unit, ticket.Cumulative, ticket.Signature, path),
            _ => RedeemItem.OfFinal(ticket.Final, ticket.Signature, path),
        };
    }
}

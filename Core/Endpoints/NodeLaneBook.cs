using Fleek.Core.FairExchange;
using Fleek.Core.Primitives;
using Fleek.Core.Wire;

namespace Fleek.Core.Endpoints;

/// <summary>A lane over all its sessions: what must survive them.</summary>
internal sealed class NodeLaneBook(LaneKey key, GrantBook grant, ushort number)
{
    public LaneKey Key { get; } = key;

    public GrantBook Grant { get; } = grant;

    /// <summary>Its number with the actor, among all lanes of its payer.</summary>
    public ushort Number { get; } = number;

    /// <summary>The best ticket.</summary>
    public LaneTicket Held { get; private set; }

    public Credits Cumulative => Held.Cumulative;

    /// <summary>What was last submitted to the ledger.</summary>
    public Credits Submitted { get; set; }

    /// <summary>What the ledger shows as final.</summary>
    public Credits Settled { get; set; }

    /// <summary>The session of the last anchor.</summary>
    public NodeSession? LastSession { get; set; }

    /// <summary>The session that is served now.</summary>
    public NodeConnection? Live { get; set; }

    /// <summary>Takes a checked ticket in place of the best one before, which it is worth at least.</summary>
    public void Hold(in LaneTicket ticket)
    {
        LaneKey of = ticket.Kind == HeldTicket.Final ? ticket.Final.LaneKey : ticket.Anchor.Anchor.LaneKey;
        bool unbound = Planted.Is(ProtocolBug.AnchorOfAnyNode) || Planted.Is(ProtocolBug.AnchorOfAnyGrant);
        Invariant.Require(of == Key || unbound, "I10: a ticket of another lane is held");
        bool resets = Planted.Is(ProtocolBug.BaseResetOnResume);
        Invariant.Require(ticket.Cumulative >= Cumulative || resets, "I8, I12: a ticket that is worth less takes a lane's place");
        Grant.Paid += ticket.Cumulative - Cumulative;
        Held = ticket;
    }
}

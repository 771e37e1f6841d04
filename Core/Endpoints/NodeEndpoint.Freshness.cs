using Fleek.Core.Primitives;

namespace Fleek.Core.Endpoints;

/// <summary>
/// What holds chunks back that the actor ordered: a view of the ledger that is too old, and a node that is shutting down. Keys of what is paid
/// leave all the same.
/// </summary>
public sealed partial class NodeEndpoint
{
    private Instant? _heard;
    private bool _drains, _holdsBack;

    /// <summary>Whether the view of the ledger is too old to send by.</summary>
    public bool IsStale(Instant now) => !FreshnessRule.MaySend(now, _heard, _options.FreshnessBound);

    /// <summary>
    /// Something came from the ledger, if only that there is nothing new: the view is up to date. Chunks that were held back leave.
    /// </summary>
    public void OnLedgerHeard(Instant now, EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        _heard = now;
        if (!_holdsBack || _drains) return;
        _holdsBack = false;
        foreach (NodeConnection c in _connections.Values)
        {
            if (!c.HasActorLane || c.Session is not { } session) continue;
            for (long unit = session.SentUnit + 1; unit <= c.OrderedUnit; unit++) SendChunk(now, c, unit, outbox);
        }

        SignTails(outbox);
    }

    /// <summary>No further chunk is sent, for good. What is paid still gets its keys.</summary>
    public void Drain() => _drains = true;

    /// <summary>
    /// Names every lane whose best ticket was not submitted, whatever the commit rule says: the last thing that a node does. What the ledger
    /// makes of it must not be told to this endpoint, whose actor did not ask for it.
    /// </summary>
    public void RedeemAll(EndpointOutbox outbox)
    {
        outbox.AssertDrained();
        foreach (PayerEntry payer in _payerOf.Values) Redeem(payer, outbox);
    }

    /// <summary>The actor wants a unit sent: now, or once it may be.</summary>
    private void OrderChunk(Instant now, NodeConnection c, long unit, EndpointOutbox outbox)
    {
        Invariant.Require(unit == c.OrderedUnit + 1 && unit <= c.AllowedUnits, "node: a chunk out of order, or not allowed");
        c.OrderedUnit = unit;
        bool isPaid = unit <= c.Session!.PaidUnit; // before the chunk: it is owed
        if (isPaid || (!_drains && !IsStale(now))) SendChunk(now, c, unit, outbox);
        else _holdsBack = true;
    }
}

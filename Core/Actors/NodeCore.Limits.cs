using System;
using Fleek.Core.Ledger;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Actors;

/// <summary>Accounts whose ledger limits what each node may be credited: static caps and leases (docs/policies.md).</summary>
public sealed partial class NodeCore
{
    private static LeaseTerms? LeaseOf(NodeOptions options)
    {
        bool fits = options.FreezeRule switch
        {
            FreezeRuleKind.StaticCap => options.Limits is StaticCapTerms,
            FreezeRuleKind.Lease => options.Limits is LeaseTerms lease && lease.Suits(options.Price),
            _ => options.Limits is null,
        };
        // A ticket that wins is worth more than its chunk: no limit would hold.
        fits &= options.Limits is null || options.CommitRule.Kind != CommitRuleKind.Lottery;
        if (!fits) throw new ArgumentException($"freeze rule {options.FreezeRule} does not go with the limits or the commit rule", nameof(options));
        options.Limits?.Validate();
        return options.Limits as LeaseTerms;
    }

    private void OpenLimit(ref PayerBook b, in LimitView? limit, Outbox outbox)
    {
        Invariant.Require(limit.HasValue == options.Limits is not null, "node: limits belong to the account, for all its nodes alike");
        if (!limit.HasValue) return;
        b.Limit.OpenView(limit.Value);
        // Without start-up credit nothing is paid that could ask for a lease.
        if (_lease is not null && !MaySend(b) && WantsMore(b)) Submit(LimitRequest.Renew, ref b, outbox);
    }

    private void SeeLimit(ref PayerBook b, in LedgerEntry entry, Outbox outbox)
    {
        if (entry.Node == id) b.Limit.SeeOwn(entry.Limit, entry.Request == LimitRequest.Renew);
        else b.Limit.SeeOther(entry.Limit.HasMore);
        // What a claim under way when the payer closed has leased meanwhile is given back too.
        if (entry.Node == id && RequestOf(b) == LimitRequest.Release) Commit(ref b, outbox);
    }

    private bool WantsMore(in PayerBook b) => _lease is not null && b.Limit.WantsMore(b.Account.Paid, _lease.Reserve);

    /// <summary>What the next claim asks for: nothing where accounts have no leases.</summary>
    private LimitRequest RequestOf(in PayerBook b)
    {
        if (_lease is null) return LimitRequest.None;
        if (!HasEnded(b)) return WantsMore(b) ? LimitRequest.Renew : LimitRequest.None;
        bool releases = _lease.ReleasesOnClose && b.InFlight == 0 && b.Limit.MayHoldLease && !b.Limit.MayGrow && b.Limit.Usable - b.Account.Paid >= options.Price;
        return releases ? LimitRequest.Release : LimitRequest.None;
    }

    /// <summary>Asks for more if it is time. Whether chunks may go on later: a lease or payments for chunks under way are to come.</summary>
    private bool AskAndMayRecover(ref PayerBook b, Outbox outbox)
    {
        if (WantsMore(b)) Submit(LimitRequest.Renew, ref b, outbox);
        return b.Limit.MayGrow || b.InFlight > 0;
    }

    /// <summary>Held back, and nothing is on its way that would let it go on: time to decide again.</summary>
    private bool IsStuck(in PayerBook b) =>
        _lease is not null && b.State == BookState.Throttled && b.InFlight == 0 && !b.Limit.MayGrow;

    /// <summary>No lane sends any more, and the payer said so or is frozen.</summary>
    private static bool HasEnded(in PayerBook b)
    {
        if (b.State == BookState.Frozen) return true;
        bool closed = b.First.State == NodeLaneState.Closed, open = b.First.State == NodeLaneState.Open;
        foreach (ref readonly NodeLane lane in (b.More ?? []).AsSpan())
        {
            closed |= lane.State == NodeLaneState.Closed;
            open |= lane.State == NodeLaneState.Open;
        }

        return closed && !open;
    }
}

using Fleek.Core.FairExchange;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Sim.Live.Nodes;

/// <summary>What a node submitted of one payer's tickets, and what the ledger showed it of that.</summary>
internal sealed class OwnClaims
{
    private readonly Dictionary<LaneKey, Credits> _submitted = [];
    private Credits _all, _told, _shown;
    private LedgerEntry _last;

    /// <summary>The view begins: so much was claimed by then, by an earlier run too.</summary>
    public void Open(Credits claimed)
    {
        (_told, _shown) = (claimed, claimed);
        _all = Credits.Max(_all, claimed);
    }

    /// <summary>A lane's ticket is being submitted. Returns an entry that was shown before and may be told now, if there is one.</summary>
    public LedgerEntry? Submit(in LaneKey lane, Credits cumulative)
    {
        _all += cumulative - _submitted.GetValueOrDefault(lane);
        _submitted[lane] = cumulative;
        LedgerEntry late = Take(_last with { Amount = Credits.Zero });
        return late.Amount > Credits.Zero ? late : null;
    }

    /// <summary>The ledger shows a claim: what of it was submitted, and not told yet.</summary>
    public LedgerEntry Take(in LedgerEntry entry)
    {
        _shown += entry.Amount;
        _last = entry;
        Credits upTo = Credits.Min(_shown, _all), now = upTo - _told;
        _told = upTo;
        return entry with { Amount = now, Cumulative = upTo };
    }

    /// <summary>All lanes as they were submitted, once the ledger shows all of it.</summary>
    public IEnumerable<(LaneKey Lane, Credits Cumulative)> Settled() =>
        _shown < _all ? [] : _submitted.Select(lane => (lane.Key, lane.Value));
}

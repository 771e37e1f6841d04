using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>The ledger's answer to one transaction.</summary>
/// <param name="Refusal">None unless it was refused.</param>
/// <param name="Amount">What it moved: credited by a redeem, put into escrow or slashed by a dispute, paid by or taken from an account.</param>
/// <param name="Id">The grant or dispute that it made; zero for others.</param>
public readonly record struct LedgerVerdict(LedgerOutcome Outcome, LedgerRefusal Refusal, Int128 Amount, Hash256 Id)
{
    public bool IsRefused => Outcome == LedgerOutcome.Refused;

    internal static LedgerVerdict Refused(LedgerRefusal reason) => new(LedgerOutcome.Refused, reason, 0, default);

    internal static LedgerVerdict Applied(Int128 amount, Hash256 id = default) => new(LedgerOutcome.Applied, LedgerRefusal.None, amount, id);

    internal static LedgerVerdict Unchanged(Hash256 id = default) => new(LedgerOutcome.Unchanged, LedgerRefusal.None, 0, id);

    internal static LedgerVerdict Upheld(Int128 amount) => new(LedgerOutcome.Upheld, LedgerRefusal.None, amount, default);

    internal static LedgerVerdict Dismissed(Int128 amount) => new(LedgerOutcome.Dismissed, LedgerRefusal.None, amount, default);
}

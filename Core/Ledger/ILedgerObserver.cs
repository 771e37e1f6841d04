using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// Hears each change of an account's signed balance (<see cref="ExchangeLedger.SignedBalance"/>) while it is applied: their sum is the
/// balance. It may read the ledger only after the transaction.
/// </summary>
public interface ILedgerObserver
{
    /// <summary>A claim of a node was new; the balance falls by what it is credited.</summary>
    void OnClaimed(in LedgerClaim claim);

    /// <summary>Money of the account came, went, or went into or out of escrow.</summary>
    void OnMoved(in PublicKey account, Int128 change);
}

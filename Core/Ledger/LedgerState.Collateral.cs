using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>
/// Collateral beside the balance (P11): it pays what the balance does not cover, and whoever needed it loses the rest of it to a pool.
/// </content>
public sealed partial class LedgerState
{
    private Int128 _collateral;

    /// <summary>What was taken from accounts that overspent, beyond what their nodes were owed.</summary>
    public Int128 Pool { get; private set; }

    /// <summary>Locks an amount for as long as the account lives. Nodes do not see it in the balance.</summary>
    public void Lock(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        ref Account account = ref AccountOf(user);
        Invariant.Require(account.Debt == 0, "ledger: collateral for an account in debt");
        account.Collateral += amount.Units;
        _collateral += amount.Units;
        _deposits += amount.Units;
        Height++;
        AssertConservation();
    }

    /// <summary>What of claims beyond the balance collateral has paid.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public Credits Covered(UserId user) => Narrow(Find(user).Covered);

    /// <summary>
    /// The account ends, all claims being in and settled: what is locked is paid out to the payer, or goes to the pool if the account has
    /// overspent. Returns what the payer loses of its collateral: what nodes were paid from it, and what the pool has.
    /// </summary>
    public Credits Unlock(UserId user)
    {
        ref Account account = ref AccountOf(user);
        Invariant.Require(account.Unsettled == 0, "ledger: an account ends before its claims are settled");
        Int128 left = account.Collateral;
        bool overspent = account.Covered > 0 || account.Debt > 0;
        account.Collateral = 0;
        _collateral -= left;
        if (overspent) Pool += left;
        else _deposits -= left;
        Height++;
        AssertConservation();
        return overspent ? Narrow(account.Covered + left) : Credits.Zero;
    }

    private void Cover(ref Account account, Int128 amount)
    {
        account.Collateral -= amount;
        account.Covered += amount;
        _collateral -= amount;
    }
}

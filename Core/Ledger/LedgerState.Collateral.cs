using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// Collateral beside the balance (P11): it pays what the balance does not cover, and whoever needed it loses the rest of it to a pool.
/// </summary>
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
        Invariant.Require(account.Debt == Credits.Zero, "ledger: collateral for an account in debt");
        account.Collateral += amount;
        _collateral += amount.Units;
        _deposits += amount.Units;
        Height++;
        AssertConservation();
    }

    /// <summary>What of claims beyond the balance collateral has paid.</summary>
    public Credits Covered(UserId user) => user.Value < _accounts.Length ? _accounts[user.Value].Covered : Credits.Zero;

    /// <summary>
    /// The account ends, all claims being in: what is locked is paid out to the payer, or goes to the pool if the account has overspent.
    /// Returns what the payer loses of its collateral: what nodes were paid from it, and what the pool has.
    /// </summary>
    public Credits Unlock(UserId user)
    {
        ref Account account = ref AccountOf(user);
        Credits left = account.Collateral;
        bool overspent = account.Covered > Credits.Zero || account.Debt > Credits.Zero;
        account.Collateral = Credits.Zero;
        _collateral -= left.Units;
        if (overspent)
        {
            Pool += left.Units;
        }
        else
        {
            _deposits -= left.Units;
        }

        Height++;
        AssertConservation();
        return overspent ? account.Covered + left : Credits.Zero;
    }

    private void Cover(ref Account account, Credits amount)
    {
        account.Collateral -= amount;
        account.Covered += amount;
        _collateral -= amount.Units;
    }
}

using System;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>Money of payers: in and out.</content>
public sealed partial class LedgerState
{
    /// <summary>Adds to an account; a debt is cured first. The amount is not negative.</summary>
    public LedgerEntry Deposit(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        ref Account account = ref AccountOf(user);
        _deposits += amount.Units;
        account.Balance += amount.Units;
        _balances += amount.Units;
        account.Limits?.Deposit(amount);
        Int128 cured = Int128.Min(account.Debt, amount.Units);
        if (cured > 0) Cure(ref account, cured);
        return Entry(ref account, LedgerEntryKind.Deposit, user, LedgerEntry.Nobody, -amount, Credits.Zero);
    }

    /// <summary>
    /// The payer asks for money back: as much as it asks for, or what no claim and no limit needs if that is less. From here on nodes do not
    /// count on it; it still pays claims until <see cref="PayOut"/>.
    /// </summary>
    public LedgerEntry Withdraw(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        ref Account account = ref AccountOf(user);
        Int128 most = account.Limits is { } limits ? limits.Withdrawable.Units : Int128.Max(0, account.Signed);
        Credits taken = Narrow(Int128.Min(amount.Units, most));
        if (account.Limits is { } limited) Invariant.Require(limited.TryWithdraw(taken), "ledger: limits let more go than they may");
        account.Leaving += taken.Units;
        return Entry(ref account, LedgerEntryKind.Withdrawal, user, LedgerEntry.Nobody, taken, Credits.Zero);
    }

    /// <summary>
    /// Pays out what was asked for, as far as claims have left it. What they took of it is asked for no more, and so comes back to the
    /// signed balance, which had counted it twice.
    /// </summary>
    public LedgerEntry PayOut(UserId user)
    {
        ref Account account = ref AccountOf(user);
        Int128 paid = Int128.Min(account.Leaving, Int128.Max(0, account.Balance - account.Unsettled));
        Credits takenByClaims = Narrow(account.Leaving - paid);
        account.Leaving = 0;
        account.Balance -= paid;
        _deposits -= paid;
        _balances -= paid;
        WithdrawnInAll += paid;
        return Entry(ref account, LedgerEntryKind.Payout, user, LedgerEntry.Nobody, -takenByClaims, Credits.Zero);
    }

    /// <summary>
    /// Pays money out of an account with limits at once. False, and nothing changes, where some node may still be credited with it.
    /// </summary>
    public bool TryWithdraw(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        if (Find(user).Limits is not { } limits || amount > limits.Withdrawable) return false;
        Withdraw(user, amount);
        PayOut(user);
        return true;
    }

    /// <summary>What payers took back, over all accounts.</summary>
    public Int128 WithdrawnInAll { get; private set; }
}

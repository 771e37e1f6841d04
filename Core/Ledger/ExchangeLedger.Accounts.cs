using System;
using System.Collections.Generic;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <content>Money of accounts and stakes of nodes: in, out, and what moves between them.</content>
public sealed partial class ExchangeLedger
{
    private readonly Dictionary<PublicKey, LedgerAccount> _accounts = [];

    /// <summary>What is left on an account; never negative.</summary>
    public Int128 Balance(in PublicKey account) => Find(account)?.Balance ?? 0;

    /// <summary>Claims that no balance covered: a memo.</summary>
    public Int128 Debt(in PublicKey account) => Find(account)?.Debt ?? 0;

    /// <summary>Of all accounts. Takes a time in proportion to them.</summary>
    public Int128 Debts
    {
        get
        {
            Int128 debts = 0;
            foreach (LedgerAccount account in _accounts.Values) debts += account.Debt;
            return debts;
        }
    }

    /// <summary>What nodes reckon with: the balance, less debt, less what its owner asked to be paid out.</summary>
    public Int128 SignedBalance(in PublicKey account) =>
        Find(account) is { } known ? known.Balance - known.Debt - known.Balances.Amount : 0;

    /// <summary>Stake of a node, what is on its way out included: all of it can be slashed.</summary>
    public Int128 StakeOf(in PublicKey node) => Find(node)?.Stake ?? 0;

    /// <summary>What a node earned in epochs that can no longer be disputed, and may withdraw.</summary>
    public Int128 EarningsOf(in PublicKey node) => Find(node)?.Free ?? 0;

    /// <summary>Fees that a node owes for unanswered disputes: a memo, taken from its next earnings.</summary>
    public Int128 FeeOwedBy(in PublicKey node) => Find(node)?.FeeOwed ?? 0;

    /// <summary>The number of the account's next signed transaction.</summary>
    public long SequenceOf(in PublicKey account) => Find(account)?.Sequence ?? 0;

    /// <summary>Money comes in; a debt is cured first.</summary>
    public LedgerVerdict Apply(in Deposit deposit)
    {
        if (deposit.Amount <= Credits.Zero) return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        LedgerAccount account = AccountOf(deposit.Account);
        _paidIn += deposit.Amount.Units;
        if (deposit.IsStake)
        {
            account.IsNode = true;
            account.Stake += deposit.Amount.Units;
            _stakes += deposit.Amount.Units;
        }
        else
        {
            Receive(account, deposit.Amount.Units);
        }

        return Done(LedgerVerdict.Applied(deposit.Amount.Units));
    }

    /// <summary>Money goes out, or begins to.</summary>
    public LedgerVerdict Apply(in Withdraw withdraw)
    {
        if (withdraw.Amount <= Credits.Zero || withdraw.From is < WithdrawFrom.Balance or > WithdrawFrom.Stake)
            return LedgerVerdict.Refused(LedgerRefusal.FieldOutOfRange);
        LedgerRefusal refusal = CheckAuthor(withdraw.Author, LedgerTransactionKind.Withdraw, withdraw.BodyHash());
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);
        LedgerAccount account = AccountOf(withdraw.Author.Key);
        Int128 amount = withdraw.Amount.Units;
        refusal = withdraw.From switch
        {
            WithdrawFrom.Earnings => account.Free < amount ? LedgerRefusal.InsufficientFunds : LedgerRefusal.None,
            WithdrawFrom.Balance => CheckLeaving(account.Balances, account.Balance, amount),
            _ => CheckLeaving(account.Stakes, account.Stake, amount),
        };
        if (refusal != LedgerRefusal.None) return LedgerVerdict.Refused(refusal);
        account.Sequence++;
        switch (withdraw.From)
        {
            case WithdrawFrom.Earnings:
                account.Free -= amount;
                _credits -= amount;
                _earningsWithdrawn += amount;
                _withdrawn += amount;
                break;
            case WithdrawFrom.Balance:
                account.Balances = Leave(account, DueKind.Balance, amount, _settings.WithdrawHeights);
                Tell(account, -amount);
                if (_settings.WithdrawHeights == 0) Do(new Due(Height, DueKind.Balance, account.Key.Bytes));
                break;
            default:
                account.Stakes = Leave(account, DueKind.Stake, amount, _settings.UnbondingHeights);
                break;
        }

        return Done(LedgerVerdict.Applied(amount));
    }

    private static LedgerRefusal CheckLeaving(in LedgerAccount.Leaving leaving, Int128 there, Int128 amount) =>
        leaving.Amount != 0 ? LedgerRefusal.WithdrawalPending
        : there < amount ? LedgerRefusal.InsufficientFunds
        : LedgerRefusal.None;

    private LedgerAccount.Leaving Leave(LedgerAccount account, DueKind kind, Int128 amount, long heights)
    {
        long due = Height + heights;
        _due.Add(new Due(due, kind, account.Key.Bytes));
        return new LedgerAccount.Leaving { Amount = amount, Due = due };
    }

    private void LeaveBalance(LedgerAccount account)
    {
        Int128 asked = account.Balances.Amount, amount = Int128.Min(asked, account.Balance);
        account.Balances = default;
        Tell(account, asked - amount);
        account.Balance -= amount;
        _balances -= amount;
        _withdrawn += amount;
    }

    private void LeaveStake(LedgerAccount account)
    {
        Int128 amount = Int128.Min(account.Stakes.Amount, account.Stake);
        account.Stakes = default;
        account.Stake -= amount;
        _stakes -= amount;
        _withdrawn += amount;
    }

    /// <summary>Gives an account money that was elsewhere; what cures a debt is held for the nodes behind it.</summary>
    private void Receive(LedgerAccount account, Int128 amount)
    {
        Int128 cured = Int128.Min(account.Debt, amount);
        account.Debt -= cured;
        account.Balance += amount - cured;
        _balances += amount - cured;
        _credits += cured;
        _held += cured;
        _debits += cured;
        Tell(account, amount);
    }

    /// <summary>Takes money that an account has, for something else than a claim.</summary>
    private void Take(LedgerAccount account, Int128 amount)
    {
        Charge(account, amount);
        Tell(account, -amount);
    }

    private void Charge(LedgerAccount account, Int128 amount)
    {
        Invariant.Require(account.Balance >= amount, "ledger: a balance would be negative");
        account.Balance -= amount;
        _balances -= amount;
    }

    private void Tell(LedgerAccount account, Int128 change)
    {
        if (change != 0) Observer?.OnMoved(account.Key, change);
    }

    private LedgerRefusal CheckAuthor(in Author author, LedgerTransactionKind kind, in Hash256 body)
    {
        if (author.Sequence != SequenceOf(author.Key)) return LedgerRefusal.BadSequence;
        return author.Signed(_chain, kind, body, _verifier) ? LedgerRefusal.None : LedgerRefusal.BadAuthor;
    }

    private LedgerAccount? Find(in PublicKey key) => _accounts.GetValueOrDefault(key);

    private LedgerAccount AccountOf(in PublicKey key)
    {
        if (_accounts.TryGetValue(key, out LedgerAccount? account)) return account;
        account = new LedgerAccount(key);
        _accounts.Add(key, account);
        return account;
    }
}

using System;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// The replicated state machine that holds the accounts. Pure: the same log gives the same state. Balances never go below
/// zero; what a redeem claims beyond the balance is recorded as debt, a memo outside conservation.
/// </summary>
/// <remarks>
/// At every height: balances + collateral + pool + credits of nodes = deposits, in 128-bit integers, asserted. A redeem is idempotent (the same
/// claim twice takes nothing) and monotone (an older claim takes nothing), so order and repetition of transactions are harmless.
/// First come, first paid: a claim is credited as far as the balance goes, and then from collateral if there is any. An account with limits credits each node at most its limit
/// and drops the rest, which never becomes debt.
/// </remarks>
public sealed partial class LedgerState
{
    private struct Claim
    {
        public NodeId Node { get; init; }

        public Credits Cumulative { get; set; }
    }

    private struct Account
    {
        public Credits Balance;
        public Credits Debt;
        public Credits Collateral;
        public Credits Covered;
        public Claim[]? Claims;
        public int ClaimCount;
        public AccountLimits? Limits;
    }

    private Account[] _accounts = new Account[16];
    private Int128[] _nodeCredits = new Int128[16];
    private Int128 _deposits, _balances, _credits;

    /// <summary>Entries so far.</summary>
    public long Height { get; private set; }

    /// <summary>Adds to an account; a debt is cured first. The amount is not negative.</summary>
    public void Deposit(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        ref Account account = ref AccountOf(user);
        Credits cured = Credits.Min(account.Debt, amount);
        account.Debt -= cured;
        // What cures a debt goes to the nodes that were left unpaid; which of them is the settlement rule's business,
        // so it is held for them as a whole.
        account.Balance += amount - cured;
        _deposits += amount.Units;
        _balances += (amount - cured).Units;
        _credits += cured.Units;
        CuredDebt += cured.Units;
        Height++;
        account.Limits?.Deposit(amount);
        AssertConservation();
    }

    /// <summary>
    /// From here on the ledger limits what each node may be credited from the account, for good. Nobody may have claimed anything before.
    /// </summary>
    public void SetLimits(UserId user, LimitTerms terms)
    {
        ref Account account = ref AccountOf(user);
        Invariant.Require(account.Limits is null && account.ClaimCount == 0, "ledger: limits of an account that was claimed from");
        account.Limits = AccountLimits.For(terms, user, account.Balance);
        account.Limits.Audit();
    }

    /// <summary>
    /// Pays money out of an account with limits. False, and nothing changes, where some node may still be credited with it.
    /// </summary>
    public bool TryWithdraw(UserId user, Credits amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Units);
        ref Account account = ref AccountOf(user);
        if (account.Limits is null || !account.Limits.TryWithdraw(amount)) return false;
        account.Balance -= amount;
        _deposits -= amount.Units;
        _balances -= amount.Units;
        Height++;
        AssertConservation();
        return true;
    }

    /// <summary>A node's limit on an account, or null where the account has none.</summary>
    public LimitView? LimitOf(UserId user, NodeId node) =>
        user.Value < _accounts.Length ? _accounts[user.Value].Limits?.Of(node) : null;

    /// <summary>Deposits that went to cure debts and are owed to the nodes behind them.</summary>
    public Int128 CuredDebt { get; private set; }

    /// <summary>Applies a claim and returns the log entry; the cumulative amount is not negative.</summary>
    public LedgerEntry Apply(in Redeem redeem)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(redeem.Cumulative.Units);
        ref Account account = ref AccountOf(redeem.User);
        ref Claim claim = ref ClaimOf(ref account, redeem.Node);
        Credits claimed = account.Limits is null ? redeem.Cumulative : Credits.Min(redeem.Cumulative, account.Limits.Of(redeem.Node).Limit);
        Credits amount = Credits.Max(Credits.Zero, claimed - claim.Cumulative);
        Credits credited = Credits.Min(amount, account.Balance);
        Credits covered = Credits.Min(amount - credited, account.Collateral);
        Credits debt = account.Debt + (amount - credited - covered); // overflows before anything is changed
        claim.Cumulative += amount;
        account.Balance -= credited;
        account.Debt = debt;
        CreditOf(redeem.Node) += credited.Units + covered.Units;
        _balances -= credited.Units;
        _credits += credited.Units + covered.Units;
        Cover(ref account, covered);
        Height++;
        AssertConservation();
        LedgerEntry entry = new(Height, redeem.User, redeem.Node, amount, claim.Cumulative);
        if (account.Limits is null) return entry;
        Invariant.Require(debt == Credits.Zero, "ledger: an account with limits has debt");
        account.Limits.Apply(redeem, claim.Cumulative);
        return entry with { Limit = account.Limits.Of(redeem.Node), Request = redeem.Request };
    }

    /// <summary>What is left on the account; never negative.</summary>
    public Credits Balance(UserId user) => user.Value < _accounts.Length ? _accounts[user.Value].Balance : Credits.Zero;

    /// <summary>Claims that no balance covered.</summary>
    public Credits Debt(UserId user) => user.Value < _accounts.Length ? _accounts[user.Value].Debt : Credits.Zero;

    /// <summary>
    /// Balance minus debt, and minus what collateral paid: the signed balance that nodes reckon with, and whose sign decides a negative
    /// balance.
    /// </summary>
    public Credits SignedBalance(UserId user) => Balance(user) - Debt(user) - Covered(user);

    /// <summary>What the node was credited over all accounts.</summary>
    public Int128 CreditedTo(NodeId node) => node.Value < _nodeCredits.Length ? _nodeCredits[node.Value] : 0;

    /// <summary>Cumulative claim of a node on an account.</summary>
    public Credits Claimed(UserId user, NodeId node)
    {
        if (user.Value >= _accounts.Length) return Credits.Zero;
        ref Account account = ref _accounts[user.Value];
        for (int i = 0; i < account.ClaimCount; i++)
            if (account.Claims![i].Node == node) return account.Claims[i].Cumulative;
        return Credits.Zero;
    }

    /// <summary>Recomputes every sum from the accounts and compares: the slow twin of the check made at every height.</summary>
    public void Audit()
    {
        Int128 balances = 0, credits = CuredDebt, debts = 0, claims = 0, collateral = 0;
        foreach (ref readonly Account account in _accounts.AsSpan())
        {
            Invariant.Require(account.Balance >= Credits.Zero, "ledger: a balance is negative");
            Invariant.Require(account.Balance == Credits.Zero || account.Debt == Credits.Zero, "ledger: an account has balance and debt");
            balances += account.Balance.Units;
            debts += account.Debt.Units;
            collateral += account.Collateral.Units;
            Invariant.Require(account.Debt == Credits.Zero || account.Collateral == Credits.Zero, "ledger: an account has debt and collateral");
            account.Limits?.Audit();
            for (int i = 0; i < account.ClaimCount; i++) claims += account.Claims![i].Cumulative.Units;
        }

        foreach (Int128 credit in _nodeCredits) credits += credit;
        Invariant.Require(balances == _balances && credits == _credits, "ledger: running sums differ from the accounts");
        Invariant.Require(collateral == _collateral, "ledger: the sum of collateral differs from the accounts");
        Invariant.Require(claims == credits + debts, "ledger: claims differ from credits and debts");
        AssertConservation();
    }

    private void AssertConservation() =>
        Invariant.Require(
            _balances + _collateral + Pool + _credits == _deposits, "ledger: balances + collateral + pool + credits differ from deposits");

    private ref Account AccountOf(UserId user)
    {
        if (user.Value >= _accounts.Length) Array.Resize(ref _accounts, Math.Max(user.Value + 1, _accounts.Length * 2));
        return ref _accounts[user.Value];
    }

    private ref Int128 CreditOf(NodeId node)
    {
        if (node.Value >= _nodeCredits.Length) Array.Resize(ref _nodeCredits, Math.Max(node.Value + 1, _nodeCredits.Length * 2));
        return ref _nodeCredits[node.Value];
    }

    private static ref Claim ClaimOf(ref Account account, NodeId node)
    {
        account.Claims ??= new Claim[4];
        for (int i = 0; i < account.ClaimCount; i++)
            if (account.Claims[i].Node == node) return ref account.Claims[i];
        if (account.ClaimCount == account.Claims.Length) Array.Resize(ref account.Claims, account.ClaimCount * 2);
        ref Claim fresh = ref account.Claims[account.ClaimCount++];
        fresh = new Claim { Node = node };
        return ref fresh;
    }
}

using System;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// The replicated state machine that holds the accounts. Pure: the same log gives the same state. Balances never go below
/// zero; what a redeem claims beyond the balance is recorded as debt, a memo outside conservation.
/// </summary>
/// <remarks>
/// At every height: balances + collateral + pool + credits of nodes = deposits less withdrawals, asserted. All of it is counted in signed
/// 128-bit integers; what one node claims of one account, and what goes in or out at once, has 64 bits. A redeem is idempotent (the same claim
/// twice takes nothing) and monotone (an older claim takes nothing), so order and repetition of transactions are harmless. Collateral pays
/// what a balance does not cover. An account with limits credits each node at most its limit and drops the rest, which never becomes debt.
/// </remarks>
/// <param name="rules">Who is paid first, and which accounts are flagged.</param>
public sealed partial class LedgerState(LedgerRules rules)
{
    private struct Claim
    {
        public NodeId Node { get; init; }

        public Credits Cumulative { get; set; }

        /// <summary>The most that it may be credited, if the payer said so.</summary>
        public Credits? Grant { get; set; }

        /// <summary>Claimed in the present epoch; what its end pays is not known yet.</summary>
        public Int128 Unsettled { get; set; }

        /// <summary>Claimed and not paid: the node's part of the account's debt.</summary>
        public Int128 Owed { get; set; }
    }

    private struct Account
    {
        /// <summary>What is there. Never negative; zero while there is debt.</summary>
        public Int128 Balance;
        public Int128 Debt;

        /// <summary>Locked beside the balance, and what of it was paid to nodes.</summary>
        public Int128 Collateral, Covered;

        /// <summary>Claims of the present epoch, all nodes'.</summary>
        public Int128 Unsettled;

        /// <summary>The payer asked for it and has not got it yet. It still pays claims.</summary>
        public Int128 Leaving;
        public Claim[]? Claims;
        public int ClaimCount;
        public AccountLimits? Limits;

        /// <summary>First come, first paid: what is owed, the oldest first. Null while nothing ever was.</summary>
        public DebtQueue? Queue;
        public bool IsFrozen, WasNegative;

        /// <summary>What nodes reckon with.</summary>
        public readonly Int128 Signed => Balance - Unsettled - Debt - Covered - Leaving;
    }

    private readonly LedgerRules _rules = Checked(rules);
    private Account[] _accounts = new Account[16];
    private Int128[] _nodeCredits = new Int128[16];
    private Int128 _deposits, _balances, _credits;

    /// <summary>First come, first paid; no flags.</summary>
    public LedgerState()
        : this(LedgerRules.Plain)
    {
    }

    /// <summary>Entries so far.</summary>
    public long Height { get; private set; }

    /// <summary>
    /// From here on the ledger limits what each node may be credited from the account, for good. Nobody may have claimed anything before.
    /// </summary>
    public void SetLimits(UserId user, LimitTerms terms)
    {
        ref Account account = ref AccountOf(user);
        Invariant.Require(account.Limits is null && account.ClaimCount == 0, "ledger: limits of an account that was claimed from");
        account.Limits = AccountLimits.For(terms, user, Narrow(account.Balance));
        account.Limits.Audit();
    }

    /// <summary>
    /// From here on a node may be credited at most so much of an account: what the payer granted a client to spend there. What it claims beyond
    /// is dropped.
    /// </summary>
    public void SetGrant(UserId payer, NodeId node, Credits most)
    {
        ref Account account = ref AccountOf(payer);
        int index = ClaimOf(ref account, node);
        ref Claim claim = ref account.Claims![index];
        Invariant.Require(claim.Cumulative <= most, "ledger: a grant of less than was credited");
        claim.Grant = most;
    }

    /// <summary>A node's limit on an account, or null where the account has none.</summary>
    public LimitView? LimitOf(UserId user, NodeId node) =>
        user.Value < _accounts.Length ? _accounts[user.Value].Limits?.Of(node) : null;

    /// <summary>Applies a claim and returns the log entry; the cumulative amount is not negative.</summary>
    public LedgerEntry Apply(in Redeem redeem)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(redeem.Cumulative.Units);
        ref Account account = ref AccountOf(redeem.User);
        int index = ClaimOf(ref account, redeem.Node);
        ref Claim claim = ref account.Claims![index];
        Credits claimed = account.Limits is null ? redeem.Cumulative : Credits.Min(redeem.Cumulative, account.Limits.Of(redeem.Node).Limit);
        if (claim.Grant is { } most) claimed = Credits.Min(claimed, most);
        Credits amount = Credits.Max(Credits.Zero, claimed - claim.Cumulative);
        claim.Cumulative += amount;
        if (_rules.Settlement == SettlementRule.FirstCome) Pay(ref account, index, amount.Units);
        else Await(ref account, index, amount.Units);
        Invariant.Require(account.Limits is null || account.Debt == 0, "ledger: an account with limits has debt");
        account.Limits?.Apply(redeem, claim.Cumulative);
        LedgerEntry entry = Entry(ref account, LedgerEntryKind.Claim, redeem.User, redeem.Node, amount, claim.Cumulative);
        return account.Limits is null ? entry : entry with { Limit = account.Limits.Of(redeem.Node), Request = redeem.Request };
    }

    /// <summary>What is there of the account; never negative.</summary>
    /// <exception cref="OverflowException">It does not fit 64 bits.</exception>
    public Credits Balance(UserId user) => Narrow(Find(user).Balance);

    /// <summary>Claims that no balance covered.</summary>
    /// <exception cref="OverflowException">They do not fit 64 bits.</exception>
    public Credits Debt(UserId user) => Narrow(Find(user).Debt);

    /// <summary>
    /// Balance less debt, less what is claimed and not settled yet, what collateral paid and what the payer is to get: the signed balance that
    /// nodes reckon with, and whose sign decides a negative balance.
    /// </summary>
    /// <exception cref="OverflowException">It does not fit 64 bits: <see cref="SignedUnits"/> does.</exception>
    public Credits SignedBalance(UserId user) => Narrow(SignedUnits(user));

    /// <summary>The signed balance in base units, however large.</summary>
    public Int128 SignedUnits(UserId user) => Find(user).Signed;

    /// <summary>Claims on the account exceeded what was there, at some height.</summary>
    public bool WasNegative(UserId user) => Find(user).WasNegative;

    /// <summary>The ledger flags the account as frozen: see <see cref="LedgerRules"/>.</summary>
    public bool IsFrozen(UserId user) => Find(user).IsFrozen;

    /// <summary>What the node was credited over all accounts.</summary>
    public Int128 CreditedTo(NodeId node) => node.Value < _nodeCredits.Length ? _nodeCredits[node.Value] : 0;

    /// <summary>What the node was credited from one account.</summary>
    public Credits Credited(UserId user, NodeId node)
    {
        Claim claim = Find(user, node);
        return Narrow(claim.Cumulative.Units - claim.Unsettled - claim.Owed);
    }

    /// <summary>Cumulative claim of a node on an account.</summary>
    public Credits Claimed(UserId user, NodeId node) => Find(user, node).Cumulative;

    /// <summary>Recomputes every sum from the accounts and compares: the slow twin of the check made at every height.</summary>
    public void Audit()
    {
        Int128 balances = 0, credits = 0, credited = 0, collateral = 0;
        foreach (ref readonly Account account in _accounts.AsSpan())
        {
            Int128 unsettled = 0, owed = 0;
            for (int i = 0; i < account.ClaimCount; i++)
            {
                ref readonly Claim claim = ref account.Claims![i];
                Invariant.Require(claim.Unsettled >= 0 && claim.Owed >= 0, "ledger: a node owes an account");
                unsettled += claim.Unsettled;
                owed += claim.Owed;
                credited += claim.Cumulative.Units - claim.Unsettled - claim.Owed;
            }

            Invariant.Require(unsettled == account.Unsettled && owed == account.Debt, "ledger: claims differ from credits and debts");
            Invariant.Require(account.Queue is null || account.Queue.Sum() == account.Debt, "ledger: the debts in order differ from the debt");
            Invariant.Require(
                account.Balance >= 0 && account.Leaving >= 0 && account.Collateral >= 0, "ledger: a balance is negative");
            Invariant.Require(account.Debt == 0 || (account.Balance == 0 && account.Collateral == 0), "ledger: an account has balance and debt");
            balances += account.Balance;
            collateral += account.Collateral;
            account.Limits?.Audit();
        }

        foreach (Int128 credit in _nodeCredits) credits += credit;
        Invariant.Require(balances == _balances && credits == _credits, "ledger: running sums differ from the accounts");
        Invariant.Require(collateral == _collateral, "ledger: the sum of collateral differs from the accounts");
        Invariant.Require(credited == credits, "ledger: nodes were credited something else than their claims");
        AssertConservation();
    }

    private LedgerEntry Entry(ref Account account, LedgerEntryKind kind, UserId user, NodeId node, Credits amount, Credits cumulative)
    {
        Height++;
        account.WasNegative |= account.Balance - account.Unsettled - account.Debt - account.Covered < 0;
        if (_rules.FreezeBelow is { } low)
        {
            Int128 signed = account.Signed;
            account.IsFrozen = signed < low.Units || (account.IsFrozen && signed < _rules.UnfreezeFrom.Units);
        }

        AssertConservation();
        return new LedgerEntry(Height, user, node, amount, cumulative) { Kind = kind, IsFrozen = account.IsFrozen };
    }

    private void AssertConservation() =>
        Invariant.Require(
            _balances + _collateral + Pool + _credits == _deposits, "ledger: balances + collateral + pool + credits differ from deposits");

    /// <summary>Moves money of an account to a node, which had claimed it: of its balance, and then of its collateral.</summary>
    private void Credit(ref Account account, NodeId node, Int128 amount)
    {
        Int128 ofBalance = Int128.Min(amount, account.Balance);
        account.Balance -= ofBalance;
        _balances -= ofBalance;
        Cover(ref account, amount - ofBalance);
        _credits += amount;
        if (node.Value >= _nodeCredits.Length) Array.Resize(ref _nodeCredits, Math.Max(node.Value + 1, _nodeCredits.Length * 2));
        _nodeCredits[node.Value] += amount;
    }

    private ref Account AccountOf(UserId user)
    {
        if (user.Value >= _accounts.Length) Array.Resize(ref _accounts, Math.Max(user.Value + 1, _accounts.Length * 2));
        return ref _accounts[user.Value];
    }

    private Account Find(UserId user) => user.Value < _accounts.Length ? _accounts[user.Value] : default;

    private Claim Find(UserId user, NodeId node)
    {
        if (user.Value >= _accounts.Length) return default;
        ref readonly Account account = ref _accounts[user.Value];
        for (int i = 0; i < account.ClaimCount; i++)
            if (account.Claims![i].Node == node) return account.Claims[i];
        return default;
    }

    private static int ClaimOf(ref Account account, NodeId node)
    {
        account.Claims ??= new Claim[4];
        for (int i = 0; i < account.ClaimCount; i++)
            if (account.Claims[i].Node == node) return i;
        if (account.ClaimCount == account.Claims.Length) Array.Resize(ref account.Claims, account.ClaimCount * 2);
        account.Claims[account.ClaimCount] = new Claim { Node = node };
        return account.ClaimCount++;
    }

    private static LedgerRules Checked(LedgerRules rules)
    {
        rules.Validate();
        return rules;
    }

    private static Credits Narrow(Int128 units) => new(checked((long)units));
}

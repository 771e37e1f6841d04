using System;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Core.Ledger;

/// <summary>
/// What each node may be credited from one account, as a function of the log alone. All limits together stay below the deposits, so
/// that nothing a node serves within its limit, however old its view, takes the account below zero (theorems T4 and T5).
/// </summary>
public abstract class AccountLimits
{
    private protected AccountLimits(UserId user, Credits deposits)
    {
        User = user;
        Deposits = deposits;
    }

    public UserId User { get; }

    /// <summary>All deposits less all withdrawals.</summary>
    public Credits Deposits { get; private set; }

    /// <summary>What the payer may take back: what no limit and no threshold needs.</summary>
    public abstract Credits Withdrawable { get; }

    /// <summary>Limits of an account that has no claims yet.</summary>
    /// <exception cref="ArgumentException">The terms are out of range.</exception>
    public static AccountLimits For(LimitTerms terms, UserId user, Credits deposits)
    {
        terms.Validate();
        return terms switch
        {
            StaticCapTerms caps => new StaticCaps(caps, user, deposits),
            LeaseTerms leases => new Leases(leases, user, deposits),
            _ => throw new ArgumentException("unknown terms", nameof(terms)),
        };
    }

    /// <summary>A node's limit, and how often it has lowered it.</summary>
    public abstract LimitView Of(NodeId node);

    internal void Deposit(Credits amount) => Deposits += amount;

    /// <summary>Takes money out. False, and nothing changes, where some node may still be credited with it.</summary>
    internal bool TryWithdraw(Credits amount)
    {
        if (amount > Withdrawable) return false;
        Deposits -= amount;
        Audit();
        return true;
    }

    /// <summary>A claim was credited, <paramref name="credited"/> in all: does what it asks of the limit.</summary>
    internal abstract void Apply(in Redeem redeem, Credits credited);

    /// <summary>Recomputes the sums and breaks an invariant where limits exceed what is there.</summary>
    internal abstract void Audit();
}

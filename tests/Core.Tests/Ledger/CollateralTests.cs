using CsCheck;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>P11 by hand-made logs: who gets what of a collateral.</summary>
public sealed class CollateralTests
{
    private static readonly UserId User = new(3);
    private static readonly NodeId A = new(0), B = new(40);

    [Fact]
    public void What_the_balance_does_not_cover_is_paid_from_it_and_the_rest_goes_to_the_pool()
    {
        LedgerState ledger = Opened(100, 50);
        ledger.Apply(new(User, A, new(80)));
        Assert.Equal((20, 0), (ledger.Balance(User).Units, ledger.Covered(User).Units));
        // 60 claimed: 20 are left of the balance, and 40 come from the collateral.
        ledger.Apply(new(User, B, new(60)));
        Assert.Equal((0, 0, 40, -40), (ledger.Balance(User).Units, ledger.Debt(User).Units, ledger.Covered(User).Units, ledger.SignedBalance(User).Units));
        Assert.Equal(((Int128)80, (Int128)60), (ledger.CreditedTo(A), ledger.CreditedTo(B)));
        Assert.Equal(new Credits(50), ledger.Unlock(User));
        Assert.Equal((Int128)10, ledger.Pool);
        ledger.Audit();
    }

    [Fact]
    public void What_neither_covers_is_debt_and_the_pool_gets_nothing()
    {
        LedgerState ledger = Opened(100, 50);
        ledger.Apply(new(User, A, new(170)));
        Assert.Equal((20, 50, -70), (ledger.Debt(User).Units, ledger.Covered(User).Units, ledger.SignedBalance(User).Units));
        Assert.Equal(new Credits(50), ledger.Unlock(User));
        Assert.Equal((Int128)0, ledger.Pool);
        Assert.Equal((Int128)150, ledger.CreditedTo(A));
        ledger.Audit();
    }

    [Fact]
    public void Whoever_has_not_overspent_gets_it_back()
    {
        LedgerState ledger = Opened(100, 50);
        ledger.Apply(new(User, A, new(100)));
        Assert.Equal(Credits.Zero, ledger.Unlock(User));
        Assert.Equal(((Int128)0, 0L), (ledger.Pool, ledger.Balance(User).Units));
        ledger.Audit();
    }

    [Fact]
    public void An_epoch_is_settled_out_of_both()
    {
        LedgerState ledger = new(LedgerRules.Plain with { Settlement = SettlementRule.ProRata });
        ledger.Deposit(User, new(60));
        ledger.Lock(User, new(60));
        ledger.Apply(new(User, A, new(120)));
        ledger.Apply(new(User, B, new(40)));
        ledger.EndEpoch(User);
        // 120 of 160: three quarters of each.
        Assert.Equal(((Int128)90, (Int128)30), (ledger.CreditedTo(A), ledger.CreditedTo(B)));
        Assert.Equal((40, 60), (ledger.Debt(User).Units, ledger.Covered(User).Units));
        ledger.Audit();
    }

    [Fact]
    public void Nodes_lose_what_is_claimed_beyond_both_and_no_money_is_made_or_lost() =>
        Gen.Select(Gen.Long[0, 200], Gen.Long[0, 100], Gen.Select(Gen.Int[0, 6], Gen.Long[0, 90]).Array[1, 30]).Sample(
            (deposit, collateral, claims) =>
            {
                LedgerState ledger = Opened(deposit, collateral);
                foreach ((int node, long cumulative) in claims) ledger.Apply(new(User, new(node), new(cumulative)));
                long claimed = claims.GroupBy(c => c.Item1).Sum(node => node.Max(c => c.Item2));
                Assert.Equal(Math.Max(0, claimed - deposit - collateral), ledger.Debt(User).Units);
                Assert.Equal(deposit - claimed, ledger.SignedBalance(User).Units);
                Assert.Equal(claimed > deposit ? collateral : 0, ledger.Unlock(User).Units);
                Assert.Equal((Int128)Math.Max(0, claimed > deposit ? collateral + deposit - claimed : 0), ledger.Pool);
                ledger.Audit();
            }, iter: 2_000);

    private static LedgerState Opened(long deposit, long collateral)
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(deposit));
        ledger.Lock(User, new(collateral));
        return ledger;
    }
}

using CsCheck;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

public sealed class LedgerStateTests
{
    private static readonly UserId User = new(3);
    private static readonly NodeId A = new(0), B = new(40);

    private static readonly Gen<Redeem> Redeems = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 6], Gen.Long[0, 60])
        .Select((user, node, cumulative) => new Redeem(new(user), new(node), new(cumulative)));

    [Fact]
    public void A_claim_takes_what_is_new_in_it()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(100));
        Assert.Equal(new LedgerEntry(2, User, A, new(30), new(30)), ledger.Apply(new(User, A, new(30))));
        Assert.Equal(new LedgerEntry(3, User, A, new(15), new(45)), ledger.Apply(new(User, A, new(45))));
        Assert.Equal(new LedgerEntry(4, User, A, new(0), new(45)), ledger.Apply(new(User, A, new(45))));
        Assert.Equal(new LedgerEntry(5, User, A, new(0), new(45)), ledger.Apply(new(User, A, new(10))));
        Assert.Equal((55, 45, 5), (ledger.Balance(User).Units, ledger.Claimed(User, A).Units, ledger.Height));
        Assert.Equal((Int128)45, ledger.CreditedTo(A));
    }

    [Fact]
    public void First_come_is_first_paid_and_the_rest_is_debt()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(100));
        ledger.Apply(new(User, A, new(80)));
        LedgerEntry entry = ledger.Apply(new(User, B, new(50)));
        Assert.Equal(new Credits(50), entry.Amount);
        Assert.Equal((0, 30, -30), (ledger.Balance(User).Units, ledger.Debt(User).Units, ledger.SignedBalance(User).Units));
        Assert.Equal(((Int128)80, (Int128)20), (ledger.CreditedTo(A), ledger.CreditedTo(B)));
        ledger.Audit();

        ledger.Deposit(User, new(10));
        Assert.Equal((0, 20), (ledger.Balance(User).Units, ledger.Debt(User).Units));
        ledger.Deposit(User, new(50));
        Assert.Equal((30, 0), (ledger.Balance(User).Units, ledger.Debt(User).Units));
        Assert.Equal((Int128)30, ledger.CuredDebt);
        ledger.Audit();
    }

    [Fact]
    public void Sums_hold_at_every_height_whatever_happens() =>
        Gen.OneOf(
            Redeems.Select(redeem => (redeem, 0L)),
            Gen.Select(Gen.Int[0, 2], Gen.Long[0, 80]).Select((user, amount) => (new Redeem(new(user), default, default),
                amount)))
        .Array[0, 150].Sample(moves =>
        {
            LedgerState ledger = new();
            Dictionary<int, long> deposits = [];
            Dictionary<(int, int), long> claims = [];
            foreach ((Redeem redeem, long deposit) in moves)
            {
                long height = ledger.Height;
                int user = redeem.User.Value;
                if (deposit > 0)
                {
                    ledger.Deposit(redeem.User, new(deposit));
                    deposits[user] = deposits.GetValueOrDefault(user) + deposit;
                }
                else
                {
                    Credits before = ledger.SignedBalance(redeem.User);
                    LedgerEntry entry = ledger.Apply(redeem);
                    Assert.Equal(before - entry.Amount, ledger.SignedBalance(redeem.User));
                    Assert.Equal(entry.Cumulative, ledger.Claimed(redeem.User, redeem.Node));
                    (int, int) key = (user, redeem.Node.Value);
                    claims[key] = Math.Max(claims.GetValueOrDefault(key), redeem.Cumulative.Units);
                }

                Assert.Equal(height + 1, ledger.Height);
                ledger.Audit();
                long claimed = claims.Where(claim => claim.Key.Item1 == user).Sum(claim => claim.Value);
                Assert.Equal(deposits.GetValueOrDefault(user) - claimed, ledger.SignedBalance(redeem.User).Units);
                Assert.True(ledger.Balance(redeem.User) >= Credits.Zero && ledger.Debt(redeem.User) >= Credits.Zero);
            }
        });

    [Fact]
    public void Order_and_repetition_of_claims_are_harmless() =>
        Gen.Select(Redeems.Array[1, 40], Gen.Int[0, 1_000_000].Array[80]).Sample((redeems, keys) =>
        {
            LedgerState straight = Funded(), shuffled = Funded();
            foreach (Redeem redeem in redeems) straight.Apply(redeem);
            Redeem[] twice = [.. redeems, .. redeems.Where((_, i) => keys[i] % 2 == 0)];
            Array.Sort(keys[..twice.Length], twice);
            foreach (Redeem redeem in twice) shuffled.Apply(redeem);
            for (int user = 0; user < 3; user++)
            {
                Assert.Equal(straight.SignedBalance(new(user)), shuffled.SignedBalance(new(user)));
                for (int node = 0; node < 7; node++)
                    Assert.Equal(straight.Claimed(new(user), new(node)), shuffled.Claimed(new(user), new(node)));
            }
        });

    [Fact]
    public void Balance_and_debt_of_one_account_may_pass_64_bits_and_a_view_of_64_bits_says_so()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(5));
        ledger.Apply(new(User, A, new(long.MaxValue)));
        ledger.Apply(new(User, B, new(long.MaxValue)));
        Assert.Equal(5 - (2 * (Int128)long.MaxValue), ledger.SignedUnits(User));
        Assert.Throws<OverflowException>(() => ledger.SignedBalance(User));
        ledger.Audit();

        UserId rich = new(0);
        ledger.Deposit(rich, new(long.MaxValue));
        ledger.Deposit(rich, new(long.MaxValue));
        Assert.Equal(2 * (Int128)long.MaxValue, ledger.SignedUnits(rich));
        ledger.Audit();
    }

    [Fact]
    public void Sums_over_accounts_may_pass_64_bits()
    {
        LedgerState ledger = new();
        for (int user = 0; user < 40; user++)
        {
            ledger.Deposit(new(user), new(long.MaxValue));
            ledger.Apply(new(new(user), A, new(long.MaxValue)));
        }

        ledger.Audit();
        Assert.Equal((Int128)long.MaxValue * 40, ledger.CreditedTo(A));
    }

    [Fact]
    public void Negative_amounts_are_refused()
    {
        LedgerState ledger = new();
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Deposit(User, new(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ledger.Apply(new(User, A, new(-1))));
        Assert.Equal(0, ledger.Height);
    }

    [Fact]
    public void What_was_never_seen_is_empty()
    {
        LedgerState ledger = new();
        UserId stranger = new(1_000_000);
        Assert.Equal((Credits.Zero, Credits.Zero, Credits.Zero), (ledger.Balance(stranger), ledger.Debt(stranger),
            ledger.Claimed(stranger, A)));
        Assert.Equal((Int128)0, ledger.CreditedTo(new(1_000_000)));
    }

    private static LedgerState Funded()
    {
        LedgerState ledger = new();
        for (int user = 0; user < 3; user++) ledger.Deposit(new(user), new(100));
        return ledger;
    }
}

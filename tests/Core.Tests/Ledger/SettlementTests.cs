using CsCheck;
using Fleek.Core.Ledger;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>Who is paid when an account does not cover all claims, by hand-made logs and by random ones.</summary>
public sealed class SettlementTests
{
    private const int Nodes = 5;

    private static readonly UserId User = new(1);
    private static readonly NodeId A = new(0), B = new(1), C = new(2);

    private static readonly LedgerRules Shared = new() { Settlement = SettlementRule.ProRata };

    /// <summary>0: a claim; 1: a deposit; 2: a withdrawal; 3: its payment; 4: an epoch's end.</summary>
    private static readonly Gen<(int Kind, int Node, long Amount)> Moves =
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, Nodes - 1], Gen.Long[0, 120]).Select((kind, node, amount) => (Math.Max(0, kind - 5), node, amount));

    [Fact]
    public void First_come_the_oldest_debt_is_cured_first()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(10));
        Claim(ledger, A, 30);
        Claim(ledger, B, 15);
        Claim(ledger, A, 35);
        Assert.Equal((10, 0, 40), (Credited(ledger, A), Credited(ledger, B), ledger.Debt(User).Units));

        LedgerEntry entry = ledger.Deposit(User, new(25));
        Assert.Equal((LedgerEntryKind.Deposit, -25), (entry.Kind, entry.Amount.Units));
        // 20 to A's first claim, 5 to B's; A's second is younger than that.
        Assert.Equal((30, 5, 15), (Credited(ledger, A), Credited(ledger, B), ledger.Debt(User).Units));
        ledger.Deposit(User, new(20));
        Assert.Equal((35, 15, 5, 0), (Credited(ledger, A), Credited(ledger, B), ledger.Balance(User).Units, ledger.Debt(User).Units));
        Assert.Equal((Int128)40, ledger.CuredDebt);
        ledger.Audit();
    }

    [Fact]
    public void Pro_rata_pays_all_claims_of_an_epoch_at_its_end_and_each_the_same_share()
    {
        LedgerState ledger = new(Shared);
        ledger.Deposit(User, new(100));
        Claim(ledger, A, 80);
        Claim(ledger, B, 40);
        Claim(ledger, C, 30);
        // Nodes see the claims at once, whoever is paid in the end.
        Assert.Equal((-50, 100, 0), (ledger.SignedBalance(User).Units, ledger.Balance(User).Units, ledger.Debt(User).Units));
        Assert.Equal(0, Credited(ledger, A));

        ledger.EndEpoch(User);
        // 53.33, 26.67 and 20 of 100: what is left over goes to the largest remainder.
        Assert.Equal((53, 27, 20), (Credited(ledger, A), Credited(ledger, B), Credited(ledger, C)));
        Assert.Equal((-50, 0, 50), (ledger.SignedBalance(User).Units, ledger.Balance(User).Units, ledger.Debt(User).Units));
        ledger.Audit();

        ledger.Deposit(User, new(25)); // half of what is owed: 13.5, 6.5 and 5; of equal remainders the lower node's goes first
        Assert.Equal((53 + 14, 27 + 6, 20 + 5), (Credited(ledger, A), Credited(ledger, B), Credited(ledger, C)));
        ledger.Deposit(User, new(30));
        Assert.Equal((80, 40, 30, 5), (Credited(ledger, A), Credited(ledger, B), Credited(ledger, C), ledger.Balance(User).Units));
        ledger.Audit();
    }

    [Fact]
    public void Earlier_epochs_are_paid_before_later_ones()
    {
        LedgerState ledger = new(Shared);
        ledger.Deposit(User, new(100));
        Claim(ledger, A, 90);
        ledger.EndEpoch(User);
        Claim(ledger, A, 100);
        Claim(ledger, B, 90);
        ledger.EndEpoch(User);
        Assert.Equal((91, 9, 90), (Credited(ledger, A), Credited(ledger, B), ledger.Debt(User).Units));
    }

    [Fact]
    public void Shares_are_within_a_unit_of_the_proportion_and_whoever_claims_first_gains_nothing() =>
        Gen.Select(Gen.Long[0, 1_000], Gen.Long[0, 400].Array[Nodes], Gen.Int[0, 1_000_000].Array[Nodes]).Sample((balance, claims, keys) =>
        {
            LedgerState straight = new(Shared), shuffled = new(Shared);
            int[] order = [.. Enumerable.Range(0, Nodes)];
            Array.Sort(keys, order);
            straight.Deposit(User, new(balance));
            shuffled.Deposit(User, new(balance));
            for (int node = 0; node < Nodes; node++) Claim(straight, new(node), claims[node]);
            foreach (int node in order) Claim(shuffled, new(node), claims[node]);
            straight.EndEpoch(User);
            shuffled.EndEpoch(User);
            long asked = claims.Sum(), paid = Math.Min(balance, asked);
            for (int node = 0; node < Nodes; node++)
            {
                long got = Credited(straight, new(node));
                Assert.Equal(got, Credited(shuffled, new(node)));
                if (asked > 0) Assert.True(Math.Abs(got - (paid * (double)claims[node] / asked)) < 1, $"{got} of {claims[node]}");
            }

            Assert.Equal(paid, Enumerable.Range(0, Nodes).Sum(node => Credited(straight, new(node))));
        });

    [Fact]
    public void Shares_are_exact_where_products_pass_128_bits()
    {
        Int128 huge = long.MaxValue;
        Int128[] claims = [huge, huge, huge, 1], parts = new Int128[4];
        ProRata.Share((3 * huge) - 1, claims, [3, 1, 2, 0], parts);
        Assert.Equal((3 * huge) - 1, parts[0] + parts[1] + parts[2] + parts[3]);
        // Each of the large ones has huge - 2/3, and the small one almost 1: it has the largest remainder, and rank 1 the next.
        Assert.Equal([huge - 1, huge, huge - 1, 1], parts);
    }

    [Theory]
    [InlineData(SettlementRule.FirstCome)]
    [InlineData(SettlementRule.ProRata)]
    public void Money_is_conserved_whatever_happens(SettlementRule rule) => Moves.Array[0, 120].Sample(moves =>
    {
        LedgerState ledger = new(new LedgerRules { Settlement = rule });
        long deposits = 0;
        long[] claims = new long[Nodes];
        foreach ((int kind, int node, long amount) in moves)
        {
            Int128 before = ledger.SignedUnits(User);
            LedgerEntry? entry = null;
            switch (kind)
            {
                case 0:
                    entry = Claim(ledger, new(node), amount);
                    claims[node] = Math.Max(claims[node], amount);
                    break;
                case 1:
                    entry = ledger.Deposit(User, new(amount));
                    deposits += amount;
                    break;
                case 2:
                    entry = ledger.Withdraw(User, new(amount));
                    break;
                case 3:
                    entry = ledger.PayOut(User);
                    break;
                default:
                    ledger.EndEpoch(User);
                    break;
            }

            ledger.Audit();
            Assert.Equal(before - (entry?.Amount.Units ?? 0), ledger.SignedUnits(User));
        }

        ledger.EndEpoch(User);
        ledger.PayOut(User);
        ledger.Audit();
        Int128 credited = 0;
        for (int node = 0; node < Nodes; node++)
        {
            Assert.Equal(claims[node], ledger.Claimed(User, new(node)).Units);
            Assert.True(Credited(ledger, new(node)) <= claims[node]);
            credited += Credited(ledger, new(node));
        }

        Assert.Equal(deposits - ledger.WithdrawnInAll, ledger.Balance(User).Units + credited);
        Assert.Equal(claims.Sum() - credited, ledger.Debt(User).Units);
        Assert.Equal(deposits - ledger.WithdrawnInAll - claims.Sum(), ledger.SignedUnits(User));
    });

    [Fact]
    public void What_is_asked_for_still_pays_claims_and_what_they_take_of_it_is_asked_for_no_more()
    {
        LedgerState ledger = new();
        ledger.Deposit(User, new(100));
        LedgerEntry asked = ledger.Withdraw(User, new(1_000));
        Assert.Equal((LedgerEntryKind.Withdrawal, 100, 0), (asked.Kind, asked.Amount.Units, ledger.SignedBalance(User).Units));
        Claim(ledger, A, 30);
        Assert.Equal((30, -30, 70), (Credited(ledger, A), ledger.SignedBalance(User).Units, ledger.Balance(User).Units));
        LedgerEntry paid = ledger.PayOut(User);
        Assert.Equal((LedgerEntryKind.Payout, -30), (paid.Kind, paid.Amount.Units));
        Assert.Equal((0, (Int128)70, 0), (ledger.SignedBalance(User).Units, ledger.WithdrawnInAll, ledger.Debt(User).Units));
        Assert.False(ledger.WasNegative(User));
        ledger.Audit();
    }

    [Fact]
    public void A_payment_at_the_end_of_an_epoch_goes_before_what_leaves()
    {
        LedgerState ledger = new(Shared);
        ledger.Deposit(User, new(100));
        ledger.Withdraw(User, new(100));
        Claim(ledger, A, 30);
        ledger.PayOut(User);
        ledger.EndEpoch(User);
        Assert.Equal((30, (Int128)70, 0), (Credited(ledger, A), ledger.WithdrawnInAll, ledger.Debt(User).Units));
        ledger.Audit();
    }

    [Fact]
    public void A_frozen_account_is_free_again_only_where_there_is_enough()
    {
        LedgerState ledger = new(new LedgerRules { FreezeBelow = new Credits(20), UnfreezeFrom = new Credits(50) });
        Assert.False(ledger.Deposit(User, new(60)).IsFrozen);
        Assert.False(Claim(ledger, A, 40).IsFrozen); // 20 left
        Assert.True(Claim(ledger, A, 41).IsFrozen);
        Assert.True(ledger.Deposit(User, new(30)).IsFrozen); // 49: between the two nothing changes
        Assert.False(ledger.Deposit(User, new(1)).IsFrozen);
        Assert.False(Claim(ledger, B, 30).IsFrozen); // 20 again, from above
        Assert.False(ledger.IsFrozen(User));
        Assert.Throws<ArgumentException>(() => new LedgerState(new LedgerRules { FreezeBelow = new Credits(2), UnfreezeFrom = new Credits(1) }));
    }

    [Fact]
    public void A_new_account_is_frozen_while_it_is_empty()
    {
        LedgerState ledger = new(new LedgerRules { FreezeBelow = new Credits(20), UnfreezeFrom = new Credits(20) });
        Assert.True(ledger.Deposit(User, new(19)).IsFrozen);
        Assert.False(ledger.Deposit(User, new(1)).IsFrozen);
    }

    private static LedgerEntry Claim(LedgerState ledger, NodeId node, long cumulative) => ledger.Apply(new(User, node, new(cumulative)));

    private static long Credited(LedgerState ledger, NodeId node) => ledger.Credited(User, node).Units;
}

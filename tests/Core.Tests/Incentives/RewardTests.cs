using CsCheck;
using Fleek.Core.Incentives;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core.Incentives;

/// <summary>Epochs computed by hand, and conservation over random ones.</summary>
public sealed class RewardTests
{
    private static readonly RewardShares Shares = new();

    [Fact]
    public void An_epoch_of_two_nodes_and_two_services_pays_what_was_computed_by_hand()
    {
        // Node 1: 300 by service 0 and 100 by service 1; node 2: 600 by service 1. R = 1,000.
        ServedRevenue[] served = [new(1, 0, new(300)), new(1, 1, new(100)), new(2, 1, new(600))];
        EpochPayout paid = EpochRewards.Of(served, Shares, new(50_000), new Dictionary<int, int> { [1] = 2_500 });
        // Revenue: nodes 800 as 4 to 6, services 200 as 3 to 7.
        Check([(1, 320), (2, 480)], paid.Revenue.Nodes);
        Check([(0, 60), (1, 140)], paid.Revenue.Services);
        // Tokens: nodes 40,000 as 400 x 2.5 to 600 x 1 = 10 to 6, services 10,000 as 3 to 7.
        Check([(1, 25_000), (2, 15_000)], paid.Tokens.Nodes);
        Check([(0, 3_000), (1, 7_000)], paid.Tokens.Services);
        Assert.Equal((new(1_000), new(50_000), Credits.Zero), (paid.Revenue.Total, paid.Tokens.Total, paid.Tokens.Protocol));
    }

    [Fact]
    public void What_does_not_divide_goes_to_the_largest_remainders()
    {
        // 7 units of which 5.6 are the nodes', 1.4 the services': 6 and 1. Of the nodes' 6, thirds: 2 each.
        ServedRevenue[] served = [new(3, 9, new(2)), new(5, 9, new(2)), new(4, 9, new(3))];
        EpochPayout paid = EpochRewards.Of(served, Shares, new(1));
        // 6 x 2/7 = 1.71, 6 x 3/7 = 2.57, 6 x 2/7 = 1.71: 1, 2 and 1, and the two units left to nodes 3 and 5.
        Check([(3, 2), (4, 2), (5, 2)], paid.Revenue.Nodes);
        Check([(9, 1)], paid.Revenue.Services);
        // One token: 0.8 of it is nearer to a whole than 0.2, and 3/7 to a whole than 2/7.
        Check([(3, 0), (4, 1), (5, 0)], paid.Tokens.Nodes);
    }

    [Fact]
    public void The_protocol_has_its_share_and_boost_only_moves_tokens_between_nodes()
    {
        ServedRevenue[] served = [new(0, 0, new(500)), new(1, 0, new(500))];
        EpochPayout even = EpochRewards.Of(served, new(70, 20, 10), new(1_000));
        EpochPayout boosted = EpochRewards.Of(served, new(70, 20, 10), new(1_000), new Dictionary<int, int> { [0] = 4_000 });
        Assert.Equal((new(100), new(100)), (even.Revenue.Protocol, even.Tokens.Protocol));
        Check([(0, 350), (1, 350)], even.Tokens.Nodes);
        Check([(0, 560), (1, 140)], boosted.Tokens.Nodes);
        Check([(0, 350), (1, 350)], boosted.Revenue.Nodes);
    }

    [Fact]
    public void Nothing_is_issued_where_nobody_served()
    {
        EpochPayout paid = EpochRewards.Of([new(1, 1, Credits.Zero)], Shares, new(1_000));
        Assert.Equal((Payout.Nothing, Payout.Nothing), (paid.Revenue, paid.Tokens));
    }

    [Fact]
    public void Every_unit_of_both_pots_is_paid_once() =>
        Gen.Select(
            Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Long[0, long.MaxValue / 64]).Array[1, 60],
            Gen.Long[0, long.MaxValue], Gen.Int[0, 4_000].Array[10], Gen.Int[0, 100]).Sample(
            (parts, issue, boosts, nodePercent) =>
            {
                ServedRevenue[] served = [.. parts.Select(p => new ServedRevenue(p.Item1, p.Item2, new(p.Item3)))];
                Dictionary<int, int> boost = Enumerable.Range(0, 10).ToDictionary(n => n, n => 1_000 + (boosts[n] * 3 / 4));
                int rest = 100 - nodePercent, services = rest / 3;
                EpochPayout paid = EpochRewards.Of(served, new(nodePercent, services, rest - services), new(issue), boost);
                Credits revenue = new(served.Sum(s => s.Amount.Units));
                Assert.Equal(revenue, paid.Revenue.Total);
                Assert.Equal(revenue == Credits.Zero ? Credits.Zero : new(issue), paid.Tokens.Total);
                foreach ((int node, Credits amount) in paid.Revenue.Nodes)
                {
                    // Each node is within a unit or two of its exact part: one for the pot's rounding, one for its own.
                    decimal exact = served.Where(s => s.Node == node).Sum(s => (decimal)s.Amount.Units) * nodePercent / 100;
                    Assert.True(Math.Abs(amount.Units - exact) < 2, $"node {node}: {amount.Units} for {exact}");
                }
            }, iter: LocationSamples.Of(1_000));

    [Theory]
    [InlineData(0, 0, 1_000)]
    [InlineData(100, 100, 1_000)]
    [InlineData(1_460, 0, 4_000)]
    [InlineData(9_999, 0, 4_000)]
    [InlineData(730, 0, 2_500)]
    [InlineData(1, 0, 1_002)]
    [InlineData(10, 500, 1_000)]
    public void A_boost_grows_with_what_is_left_of_the_lock(long lockedUntil, long epoch, int thousandths) =>
        Assert.Equal(thousandths, new LockBoost().Thousandths(lockedUntil, epoch));

    [Fact]
    public void Short_epochs_issue_48_times_too_much_where_a_year_counts_365_of_them()
    {
        EmissionTerms right = new() { Epoch = Duration.FromSeconds(1_800) };
        EmissionTerms slip = right with { CountsEpochsAsDays = true };
        // A million tokens at 10 % a year.
        Int128 supply = (Int128)1_000_000 * Credits.UnitsPerCredit;
        Assert.Equal((17_520, 365), (right.EpochsPerYear, slip.EpochsPerYear));
        Assert.Equal(100_000L * Credits.UnitsPerCredit / 17_520, right.IssueOf(supply).Units);
        Assert.Equal(100_000L * Credits.UnitsPerCredit / 365, slip.IssueOf(supply).Units);
        Assert.Equal(48, slip.IssueOf(supply).Units / right.IssueOf(supply).Units);
        Assert.Equal(slip.IssueOf(supply), new EmissionTerms().IssueOf(supply));
    }

    [Fact]
    public void The_supply_that_inflation_is_reckoned_from_changes_once_a_year()
    {
        EmissionTerms terms = new();
        TokenSupply supply = new((Int128)1_000_000 * Credits.UnitsPerCredit);
        Credits first = terms.IssueOf(supply.AtYearStart);
        for (long epoch = 0; epoch < 365; epoch++)
        {
            Assert.Equal(first, terms.IssueOf(supply.AtYearStart));
            supply.EndEpoch(epoch, first, terms);
        }

        Assert.Equal(((Int128)1_000_000 * Credits.UnitsPerCredit) + (365 * (Int128)first.Units), supply.Now);
        Assert.Equal(supply.Now, supply.AtYearStart);
        // 10 % more, less what was rounded away in each epoch.
        Assert.Equal(1.1, (double)terms.IssueOf(supply.AtYearStart).Units / first.Units, 12);
    }

    [Fact]
    public void Shares_that_are_not_a_whole_are_refused() =>
        Assert.Throws<InvariantViolationException>(() => new RewardShares(80, 10, 0));

    private static void Check((int Id, long Units)[] expected, IReadOnlyList<KeyValuePair<int, Credits>> paid) =>
        Assert.Equal(expected, paid.Select(p => (p.Key, p.Value.Units)));
}

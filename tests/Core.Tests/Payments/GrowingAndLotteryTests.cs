using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>P12, whose batches grow, and P10, whose tickets win or are worth nothing.</summary>
public sealed class GrowingAndLotteryTests
{
    /// <summary>V16: 1 MiB, 1 MiB more with each payment; a chunk is 256 KiB.</summary>
    [Theory]
    [InlineData(10, 4)]
    [InlineData(100, 14)]
    [InlineData(1_024, 45)]
    [InlineData(10_240, 143)]
    public void Growing_batches_pay_for_a_content_in_the_published_number_of_payments(long mebibytes, int payments)
    {
        long left = 4 * mebibytes;
        int batches = 0;
        foreach (long batch in Batches.Of(CommitRules.Growing(4, 4, long.MaxValue / Money.Price.Units), 200))
        {
            batches++;
            left -= batch;
            if (left <= 0) break;
        }

        Assert.Equal(payments, batches);
    }

    [Fact]
    public void A_growing_batch_ends_at_its_cap() =>
        Assert.Equal([3, 8, 13, 15, 15, 15], Batches.Of(CommitRules.Growing(3, 5, 15), 6));

    [Fact]
    public void A_rule_that_commits_when_needed_never_commits_by_a_payment()
    {
        CommitClock clock = new(CommitRules.OrdinaryOf(CommitRuleKind.WhenNeeded), Money.Price, Credits.Zero, networkNodes: 1);
        CommitState state = clock.Open(Instant.Zero, default);
        Assert.False(clock.FiresOnPayment(state, new(long.MaxValue), Credits.Zero, 1));
        Assert.Equal(long.MaxValue, clock.PaymentsUntilCommit(state, Credits.Zero, Credits.Zero, 1));
    }

    /// <summary>V17: n tickets are worth n q in the mean, with a deviation of q sqrt(n (1 - w) / w).</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Lottery_tickets_are_worth_their_price_in_the_mean_and_vary_as_the_law_says(double winning)
    {
        const int accounts = 4_000, tickets = 250;
        CommitClock clock = new(new CommitRule { Kind = CommitRuleKind.Lottery, Probability = winning }, Money.Price, Credits.Zero, 1);
        double sum = 0, squares = 0;
        for (int account = 0; account < accounts; account++)
        {
            CommitState state = clock.Open(Instant.Zero, new RandomStream(11, StreamPurpose.Commit, account));
            double worth = 0;
            for (int ticket = 0; ticket < tickets; ticket++) worth += clock.Worth(ref state).In(Money.Price);
            sum += worth;
            squares += worth * worth;
        }

        double mean = sum / accounts, variance = (squares / accounts) - (mean * mean), law = tickets * (1 - winning) / winning;
        if (winning == 1)
        {
            Assert.Equal((tickets, 0), (mean, variance));
            return;
        }

        Assert.InRange((mean - tickets) / Math.Sqrt(law / accounts), -4, 4);
        Assert.InRange((variance - law) / (law * Math.Sqrt(2.0 / accounts)), -5, 5);
    }

    [Fact]
    public void Only_winners_of_a_lottery_are_committed_and_each_at_once()
    {
        Pair pair = new(new CommitRule { Kind = CommitRuleKind.Lottery, Probability = 0.1 }, balance: 1_000_000);
        pair.Want(2_000);
        Assert.Equal(2_000, pair.Delivered);
        Assert.InRange(pair.Submits, 150, 250);
        Assert.Equal(1_000_000 - (10 * pair.Submits), pair.FinalBalance);
    }
}

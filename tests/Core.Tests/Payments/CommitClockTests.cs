using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>What decides a commit without chance, and what is refused.</summary>
public sealed class CommitClockTests
{
    [Fact]
    public void Every_chunk_commits_every_chunk() =>
        Assert.All(Batches.Of(CommitRules.EveryChunk, 100), batch => Assert.Equal(1, batch));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void An_aligned_threshold_is_exact_from_the_first_batch(long chunks) =>
        Assert.All(Batches.Of(CommitRules.Threshold(chunks, FirstPhase.Aligned), 50), batch => Assert.Equal(chunks, batch));

    [Fact]
    public void After_its_random_first_phase_a_threshold_is_exact()
    {
        for (int account = 0; account < 100; account++)
            Assert.All(Batches.Of(CommitRules.Threshold(13), 20, account).Skip(1), batch => Assert.Equal(13, batch));
    }

    /// <summary>2.5 chunks are reached by the third.</summary>
    [Fact]
    public void A_threshold_between_chunks_is_reached_by_the_chunk_that_passes_it()
    {
        CommitRule rule = CommitRules.Threshold(1, FirstPhase.Aligned) with { Threshold = new(Money.Price.Units * 5 / 2) };
        Assert.All(Batches.Of(rule, 20), batch => Assert.Equal(3, batch));
    }

    [Fact]
    public void The_proportional_batch_follows_what_is_left()
    {
        // alpha (A - F) / N = 0.5 * (1700 - 100) / 16 = 50 chunks; then 25; then the minimum, also below F.
        CommitClock network = new(CommitRules.Proportional(0.5, 6), Money.Price, Money.Chunks(100), networkNodes: 16);
        (long, long)[] expected = [(1700, 50), (900, 25), (292, 6), (100, 6), (-500, 6)];
        foreach ((long available, long batch) in expected)
            AssertBatch(network, Money.Chunks(available), servingNodes: 4, batch);

        CommitClock serving = new(CommitRules.Proportional(0.5, 6, Population.Serving), Money.Price, Money.Chunks(100), networkNodes: 16);
        AssertBatch(serving, Money.Chunks(1700), servingNodes: 4, batch: 200);
    }

    [Fact]
    public void A_batch_beyond_all_money_is_the_most_that_money_can_say()
    {
        CommitClock clock = new(CommitRules.Proportional(1e300, 1), Money.Price, Credits.Zero, networkNodes: 1);
        CommitState state = clock.Open(Instant.Zero, default);
        Assert.False(clock.FiresOnPayment(state, Money.Price, Money.Chunks(1000), 1));
    }

    [Fact]
    public void Only_intervals_use_the_timer_and_only_hints_send_hints()
    {
        foreach (CommitRuleKind kind in Enum.GetValues<CommitRuleKind>())
        {
            CommitClock clock = new(CommitRules.OrdinaryOf(kind), Money.Price, Credits.Zero, 8);
            Assert.Equal(kind == CommitRuleKind.Interval, clock.UsesTimer);
            Assert.Equal(kind == CommitRuleKind.ProportionalHints, clock.SendsHints);
        }
    }

    [Fact]
    public void Hints_change_nothing_about_when_the_proportional_rule_commits()
    {
        CommitRule plain = CommitRules.Proportional(0.3, 5, Population.Network, FirstPhase.Random);
        CommitRule hints = plain with { Kind = CommitRuleKind.ProportionalHints };
        Assert.Equal(Batches.Of(plain, 100, available: Money.Chunks(777)), Batches.Of(hints, 100, available: Money.Chunks(777)));
    }

    [Fact]
    public void An_aligned_interval_ends_at_its_multiples_and_strictly_after_now()
    {
        CommitClock clock = new(CommitRules.Interval(new Duration(100), FirstPhase.Aligned), Money.Price, Credits.Zero, 1);
        CommitState state = clock.Open(new Instant(1000), default);
        (long, long)[] ends = [(1000, 1100), (1099, 1100), (1100, 1200), (1101, 1200), (987_654, 987_700)];
        foreach ((long now, long end) in ends)
            Assert.Equal(new Instant(end), clock.NextInterval(state, new Instant(now)));
        Assert.False(clock.FiresOnPayment(state, Money.Chunks(1000), Money.Price, 1));
    }

    [Fact]
    public void Parameters_out_of_range_throw()
    {
        CommitRule[] bad =
        [
            CommitRules.Threshold(0), CommitRules.Threshold(-1), CommitRules.Interval(Duration.Zero),
            CommitRules.Interval(new Duration(-1)),
            CommitRules.Coin(0), CommitRules.Coin(-0.1), CommitRules.Coin(1.0001), CommitRules.Coin(double.NaN),
            CommitRules.Weibull(0, 3), CommitRules.Weibull(-5, 3), CommitRules.Weibull(5, 0), CommitRules.Weibull(5, -1),
            CommitRules.Weibull(5, double.NaN), CommitRules.Weibull(5, double.PositiveInfinity), CommitRules.Weibull(5, 0.001),
            CommitRules.Proportional(0, 1), CommitRules.Proportional(-1, 1), CommitRules.Proportional(1, 0),
            CommitRules.Proportional(double.NaN, 1), CommitRules.Proportional(double.PositiveInfinity, 1),
            CommitRules.Article(0, 3, 1), CommitRules.Article(1, 0, 1), CommitRules.Article(1, 3, 0),
            CommitRules.Article(1, double.NaN, 1),
            CommitRules.EveryChunk with { Kind = (CommitRuleKind)99 },
        ];
        foreach (CommitRule rule in bad)
            Assert.True(Record.Exception(() => new CommitClock(rule, Money.Price, Credits.Zero, 1)) is ArgumentException, $"{rule} was taken");
        foreach (CommitRuleKind kind in Enum.GetValues<CommitRuleKind>())
            _ = new CommitClock(CommitRules.OrdinaryOf(kind), Money.Price, Credits.Zero, 1);
    }

    private static void AssertBatch(CommitClock clock, Credits available, long servingNodes, long batch)
    {
        CommitState state = clock.Open(Instant.Zero, default);
        for (int round = 0; round < 3; round++)
        {
            for (long u = 1; u <= batch; u++)
                Assert.Equal(u == batch, clock.FiresOnPayment(state, Money.Chunks(u), available, servingNodes));
            clock.Committed(ref state, available, servingNodes);
        }
    }
}

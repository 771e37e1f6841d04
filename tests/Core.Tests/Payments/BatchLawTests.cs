using Fleek.Core.Payments;
using Fleek.Core.Primitives;

namespace Fleek.Tests.Core;

/// <summary>The laws of batches, against their closed forms: fixed seeds, |z| &lt;= 4.</summary>
public sealed class BatchLawTests
{
    private const int Count = 100_000;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Coin_batches_are_geometric(double p)
    {
        long[] batches = Batches.Of(CommitRules.Coin(p), Count);
        Judge.Mean(AsReal(batches), 1 / p, (1 - p) / (p * p));
        for (int n = 1; n <= 3; n++)
        {
            double chance = p * Math.Pow(1 - p, n - 1);
            Judge.Share(batches.LongCount(batch => batch == n), Count, chance);
        }
    }

    [Fact]
    public void A_coin_that_always_falls_right_commits_every_chunk() =>
        Assert.All(Batches.Of(CommitRules.Coin(1), 1000), batch => Assert.Equal(1, batch));

    /// <summary>A ticket for m chunks is m throws: skipping tickets may not make commits rarer.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public void A_ticket_for_many_chunks_counts_each_of_them(long chunks)
    {
        const double p = 0.05;
        CommitClock clock = new(CommitRules.Coin(p), Money.Price, Credits.Zero, 1);
        CommitState state = clock.Open(Instant.Zero, new RandomStream(1, 1, chunks));
        long fired = 0;
        Credits uncommitted = Credits.Zero;
        for (int i = 0; i < Count; i++)
        {
            uncommitted += Money.Chunks(chunks);
            if (!clock.FiresOnPayment(state, uncommitted, default, 1)) continue;
            fired++;
            uncommitted = Credits.Zero;
            clock.Committed(ref state, default, 1);
        }

        Judge.Share(fired, Count, 1 - Math.Pow(1 - p, chunks));
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(50, 2)]
    [InlineData(50, 3)]
    [InlineData(8, 5)]
    [InlineData(2.5, 0.7)]
    public void Weibull_batches_survive_as_their_law_says(double mean, double shape)
    {
        long[] batches = Batches.Of(CommitRules.Weibull(mean, shape), Count);
        double scale = mean / Gamma(1 + (1 / shape));
        double Survival(double u) => Math.Exp(-Math.Pow(u / scale, shape));
        // In whole chunks: E = sum S(v), E of the square = sum (2v + 1) S(v).
        double first = 0, second = 0;
        for (int v = 0; v < 100 * mean; v++)
        {
            first += Survival(v);
            second += ((2 * v) + 1) * Survival(v);
        }

        Judge.Mean(AsReal(batches), first, second - (first * first));
        foreach (double share in (double[])[0.5, 1, 1.5])
        {
            long u = Math.Max(1, (long)(share * mean));
            Judge.Share(batches.LongCount(batch => batch > u), Count, Survival(u));
        }
    }

    [Fact]
    public void The_first_phase_of_a_threshold_is_uniform_over_the_chunks_of_a_batch()
    {
        AssertFirstPhase(CommitRules.Threshold(20), 20);
        AssertFirstPhase(CommitRules.Threshold(1), 1);
        // A batch of 2.5 chunks ends with the third.
        AssertFirstPhase(CommitRules.Threshold(1) with { Threshold = new(Money.Price.Units * 5 / 2) }, 3);
        AssertFirstPhase(CommitRules.Proportional(0.4, 5, Population.Network, FirstPhase.Random), 12, Money.Chunks(230));
    }

    [Fact]
    public void The_random_phase_of_an_interval_is_uniform()
    {
        Duration interval = new(1_000_000);
        CommitClock clock = new(CommitRules.Interval(interval), Money.Price, Credits.Zero, 1);
        Instant opened = new(123_456_789);
        double[] phases = new double[20_000];
        for (int account = 0; account < phases.Length; account++)
        {
            CommitState state = clock.Open(opened, new RandomStream(3, StreamPurpose.Commit, account));
            Instant first = clock.NextInterval(state, opened);
            Assert.True(first > opened && first <= opened + interval);
            for (long now = 0; now < 5_000_000; now += 777_777)
            {
                Instant at = opened + new Duration(now), next = clock.NextInterval(state, at);
                Assert.True(next > at && (now < 1_000_000 || next <= at + interval));
                Assert.Equal(0, (next - first).Nanoseconds % interval.Nanoseconds);
            }

            phases[account] = (first - opened).Nanoseconds / 1e6;
        }

        Judge.Distribution(phases, x => x);
    }

    /// <summary>
    /// On an account that stands still the article's rule is Weibull with mean alpha (A - F) / N, draw by draw.
    /// </summary>
    [Fact]
    public void The_article_is_weibull_where_the_account_stands_still()
    {
        // 0.5 * 640 / 8 = 40 chunks; below the minimum, 0.5 * 48 / 8 = 3 chunks.
        Assert.Equal(
            Batches.Of(CommitRules.Weibull(40, 3), 20_000),
            Batches.Of(CommitRules.Article(0.5, 3, 48), 20_000, available: Money.Chunks(640)));
        Assert.Equal(
            Batches.Of(CommitRules.Weibull(3, 2), 20_000),
            Batches.Of(CommitRules.Article(0.5, 2, 48), 20_000, available: Money.Chunks(-10)));
        // With the nodes that serve the payer: 0.5 * 640 / 4 = 80 chunks.
        Assert.Equal(
            Batches.Of(CommitRules.Weibull(80, 3), 5_000),
            Batches.Of(CommitRules.Article(0.5, 3, 48, Population.Serving), 5_000, available: Money.Chunks(640)));
    }

    /// <summary>What is spent under one scale keeps its hazard under the next: the chance to survive both is the product.</summary>
    [Fact]
    public void The_articles_scale_follows_the_view_and_keeps_the_hazard_gathered_so_far()
    {
        CommitClock clock = new(CommitRules.Article(1, 2, 1), Money.Price, Credits.Zero, networkNodes: 10);
        long survived = 0;
        for (int account = 0; account < Count; account++)
        {
            CommitState state = clock.Open(Instant.Zero, new RandomStream(4, StreamPurpose.Commit, account));
            clock.Adapt(ref state, Credits.Zero, Money.Chunks(30), 1);
            bool first = clock.FiresOnPayment(state, Money.Chunks(1), Money.Chunks(29), 1);
            clock.Adapt(ref state, Money.Chunks(1), Money.Chunks(20), 1);
            bool second = clock.FiresOnPayment(state, Money.Chunks(2), Money.Chunks(19), 1);
            if (!first && !second) survived++;
        }

        double gamma = Gamma(1.5), s1 = 3 / gamma, s2 = 2 / gamma;
        Judge.Share(survived, Count, Math.Exp(-((1 / (s1 * s1)) + ((4 - 1) / (s2 * s2)))));
    }

    [Fact]
    public void Accounts_draw_apart_and_runs_repeat()
    {
        CommitRule rule = CommitRules.Coin(0.1);
        Assert.Equal(Batches.Of(rule, 100, account: 1), Batches.Of(rule, 100, account: 1));
        Assert.NotEqual(Batches.Of(rule, 100, account: 1), Batches.Of(rule, 100, account: 2));
    }

    private static void AssertFirstPhase(CommitRule rule, int chunks, Credits available = default)
    {
        long[] counts = new long[chunks];
        for (int account = 0; account < 40_000; account++) counts[Batches.Of(rule, 1, account, available)[0] - 1]++;
        if (chunks > 1) Judge.Uniform(counts);
        else Assert.Equal(40_000, counts[0]);
    }

    private static double[] AsReal(long[] batches) => Array.ConvertAll(batches, batch => (double)batch);

    /// <summary>Of the platform-free function the tests of PortableMath pin.</summary>
    private static double Gamma(double x) => PortableMath.Gamma(x);
}

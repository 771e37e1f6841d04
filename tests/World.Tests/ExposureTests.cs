using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;

namespace Fleek.Tests.World;

/// <summary>
/// V4: what one of eight nodes cannot see of the seven others' spend, at a random time, follows the closed forms of its commit
/// rule: mean, variance and tail over 100,000 independent accounts (seeds 1 to 1,000), |z| at most 4.
/// </summary>
public sealed class ExposureTests
{
    private const int Others = 7, AccountsPerRun = 100, Seeds = 1_000;
    private const double RatePerSecond = 2, LagSeconds = 2.5, Unseen = RatePerSecond * LagSeconds;

    [Fact]
    public void Exposure_under_the_coin_follows_its_law() => Check(Worlds.Coin(0.05), ExposureLaw.Coin(0.05), warmUpSeconds: 102.5, tail: 250);

    [Fact]
    public void Exposure_under_the_threshold_follows_its_law() =>
        Check(Worlds.Threshold(20), ExposureLaw.Threshold(20), warmUpSeconds: 25 + LagSeconds, tail: 140);

    [Fact]
    public void Exposure_under_the_interval_follows_its_law() =>
        Check(Worlds.Interval(10), ExposureLaw.Interval(20), warmUpSeconds: 10 + LagSeconds, tail: 140);

    [Theory]
    [InlineData(LagDistribution.Exponential)]
    [InlineData(LagDistribution.LogNormal)]
    public void With_a_random_lag_a_later_claim_uncovers_the_earlier_ones(LagDistribution distribution)
    {
        // The newest claim that is final hides nothing before it, so unseen at one node are the arrivals younger than it:
        // E = integral of lambda (1 - G(s)) exp(-lambda integral_0^s G) ds, G the law of the lag. Below the lambda E[lag] that
        // a ledger without cumulative claims would hide.
        Scenario scenario = Sampled(Worlds.EveryChunk, warmUpSeconds: 40, tail: 40);
        scenario = scenario with { Ledger = new LedgerSpec(scenario.Ledger.Lag, distribution, 1) };
        Pooled mean = Replications.Of(scenario, Seeds / 2).Mean(Measures.Exposure);
        double expected = Others * MeanUnseenWithOvertaking(distribution == LagDistribution.Exponential
            ? s => 1 - Math.Exp(-s / LagSeconds)
            : s => MathNet.Numerics.Distributions.LogNormal.CDF(Math.Log(LagSeconds) - 0.5, 1, s));
        Assert.True(expected < 0.9 * Others * Unseen);
        Assert.InRange(mean.ZAgainst(expected), -4, 4);
    }

    private static double MeanUnseenWithOvertaking(Func<double, double> lagIsBelow)
    {
        const double step = 1e-4;
        double sum = 0, seen = 0;
        for (double s = step / 2; seen < 40; s += step)
        {
            double below = lagIsBelow(s);
            seen += RatePerSecond * below * step;
            sum += RatePerSecond * (1 - below) * Math.Exp(-(seen - (RatePerSecond * below * step / 2))) * step;
        }

        return sum;
    }

    /// <summary>
    /// All start with nothing uncommitted. An interval's phase is random, so one interval and one lag later it is stationary; a
    /// threshold's first batch is a random part, so it is once every node has spent one batch (50 chunks on average here, of
    /// which fewer than 20 come with a chance of 1e-6); the coin is to 1e-4 of its mean after ten batches.
    /// </summary>
    private static void Check(CommitRule rule, DiscreteLaw uncommitted, double warmUpSeconds, long tail)
    {
        DiscreteLaw law = ExposureLaw.Of(Others, Unseen, uncommitted);
        Replications runs = Replications.Of(Sampled(rule, warmUpSeconds, tail), Seeds);
        Pooled mean = runs.Mean(Measures.Exposure);
        Assert.True(mean.N >= 100_000);
        Assert.InRange(mean.ZAgainst(law.Mean), -4, 4);
        double variance = runs.RunMean(Measures.ExposureVariance).Mean;
        Assert.InRange((variance - law.Variance) / VarianceError(law, mean.N), -4, 4);
        double over = law.Tail(tail);
        Assert.InRange(runs.Share(Measures.ExposureTail, over).ZAgainst(over), -4, 4);
    }

    private static Scenario Sampled(CommitRule rule, double warmUpSeconds, long tail)
    {
        double duration = warmUpSeconds + 1;
        return Worlds.Poisson(AccountsPerRun, 1_000_000, 0, Others + 1, RatePerSecond, LagSeconds, rule, duration) with
        {
            Sampling = new SamplingSpec(Duration.FromSeconds(warmUpSeconds), Worlds.Chunks(tail)),
        };
    }

    /// <summary>Standard error of a sample variance, from the law's own fourth moment.</summary>
    private static double VarianceError(DiscreteLaw law, long n)
    {
        double fourth = 0;
        for (int x = 0; x < 5_000; x++) fourth += law[x] * Math.Pow(x - law.Mean, 4);
        return Math.Sqrt((fourth - (law.Variance * law.Variance)) / n);
    }
}

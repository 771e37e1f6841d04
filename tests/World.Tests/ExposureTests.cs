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
    public void Exposure_under_the_threshold_follows_its_law() => Check(Worlds.Threshold(20), ExposureLaw.Threshold(20), warmUpSeconds: LagSeconds, tail: 140);

    [Fact]
    public void Exposure_under_the_interval_follows_its_law() => Check(Worlds.Interval(10), ExposureLaw.Interval(20), warmUpSeconds: 10 + LagSeconds, tail: 140);

    /// <summary>
    /// Threshold and interval start in a random phase and are stationary once the lag (and one interval) has passed; the coin
    /// starts with an empty batch and is stationary to 1e-4 of its mean after ten batches.
    /// </summary>
    private static void Check(CommitRule rule, DiscreteLaw uncommitted, double warmUpSeconds, long tail)
    {
        DiscreteLaw law = ExposureLaw.Of(Others, Unseen, uncommitted);
        double duration = warmUpSeconds + 1;
        Scenario scenario = Worlds.Poisson(AccountsPerRun, 1_000_000, 0, Others + 1, RatePerSecond, LagSeconds, rule, duration) with
        {
            Sampling = new SamplingSpec(Duration.FromSeconds(warmUpSeconds), Worlds.Chunks(tail)),
        };
        Replications runs = Replications.Of(scenario, Seeds);
        Pooled mean = runs.Mean(Measures.Exposure);
        Assert.True(mean.N >= 100_000);
        Assert.InRange(mean.ZAgainst(law.Mean), -4, 4);
        double variance = runs.RunMean(Measures.ExposureVariance).Mean;
        Assert.InRange((variance - law.Variance) / VarianceError(law, mean.N), -4, 4);
        double over = law.Tail(tail);
        Assert.InRange(runs.Share(Measures.ExposureTail, over).ZAgainst(over), -4, 4);
    }

    /// <summary>Standard error of a sample variance, from the law's own fourth moment.</summary>
    private static double VarianceError(DiscreteLaw law, long n)
    {
        double fourth = 0;
        for (int x = 0; x < 5_000; x++) fourth += law[x] * Math.Pow(x - law.Mean, 4);
        return Math.Sqrt((fourth - (law.Variance * law.Variance)) / n);
    }
}

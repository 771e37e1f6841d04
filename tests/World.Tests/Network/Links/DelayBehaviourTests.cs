using Fleek.Core.Primitives;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Network.Links;

namespace Fleek.Tests.World.Network.Links;

/// <summary>What adds to delays: jitter, detours, rate limits, and copies.</summary>
public sealed class DelayBehaviourTests
{
    private const int N = 100_000;
    private const double MeanMs = 8;

    [Theory]
    [InlineData(JitterLaw.Uniform, 1 / 3.0, 1.8, 2)]
    [InlineData(JitterLaw.Exponential, 1.0, 9, double.PositiveInfinity)]
    [InlineData(JitterLaw.Normal, 0.25 * 0.7737413, 2.37, 2)]
    public void Jitter_has_the_mean_the_variance_and_the_bounds_of_its_law(
        JitterLaw law, double variance, double kurtosis, double most)
    {
        double[] added = AddedMs(new Jitter(law, Duration.FromMilliseconds(8)), 21);
        double mean = added.Average() / MeanMs;
        double spread = added.Average(x => Math.Pow((x / MeanMs) - mean, 2));
        Assert.InRange(mean, 1 - (5 * Math.Sqrt(variance / N)), 1 + (5 * Math.Sqrt(variance / N)));
        double sdOfVariance = variance * Math.Sqrt((kurtosis - 1) / N);
        Assert.InRange(spread, variance - (5 * sdOfVariance), variance + (5 * sdOfVariance));
        Assert.True(added.Min() >= 0 && added.Max() <= most * MeanMs);
        Assert.NotEqual(added[0], added[1]);
    }

    [Fact]
    public void Exponential_jitter_exceeds_three_means_as_often_as_its_law_says() =>
        LinkTrial.IsBinomial(
            AddedMs(new Jitter(JitterLaw.Exponential, Duration.FromMilliseconds(8)), 22).LongCount(x => x > 3 * MeanMs),
            N, Math.Exp(-3));

    [Fact]
    public void A_detour_is_taken_at_its_rate_and_has_its_length()
    {
        double[] added = AddedMs(new Reordering(0.05, Duration.FromMilliseconds(30)), 23);
        Assert.All(added, x => Assert.True(x is 0 or 30));
        LinkTrial.IsBinomial(added.LongCount(x => x == 30), N, 0.05);
    }

    [Fact]
    public void A_copy_comes_at_its_rate_and_the_first_of_the_two_counts()
    {
        LinkOutcome[] outcomes = LinkTrial.Run(N, 24, new LinkChain(new Duplication(0.1, Duration.FromMilliseconds(3))));
        LinkTrial.IsBinomial(outcomes.LongCount(o => o.Copies == 2), N, 0.1);
        Assert.All(outcomes, o => Assert.True(o.Copies is 1 or 2 && o.Delay == Duration.Zero));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_500)]
    public void Messages_at_once_leave_a_rate_limit_one_after_another_beyond_the_burst(long burst)
    {
        // 8 Mbit/s: 1,000 bytes take a millisecond, so the k-th of them is through when k ms less the burst's have passed.
        RateLimit limit = new(8_000_000, burst);
        long memory = 0;
        for (int k = 1; k <= 20; k++)
            Assert.Equal(Math.Max(0, (k * 1_000_000) - (burst * 1_000)), Wait(limit, 5_000_000_000, 1_000, ref memory));
        // After a pause of 10 ms, ten of the twenty are through; what comes waits for the other ten and for itself.
        Assert.Equal(11_000_000 - (burst * 1_000), Wait(limit, 5_010_000_000, 1_000, ref memory));
        // After a long one the bucket is full again, and no fuller.
        Assert.Equal(Math.Max(0, 4_000_000 - (burst * 1_000)), Wait(limit, 9_000_000_000, 4_000, ref memory));
    }

    [Fact]
    public void A_rate_limit_passes_no_more_than_rate_times_time_and_burst()
    {
        RateLimit limit = new(8_000_000, 5_000);
        RandomStream random = new(25, 1_000, 0);
        long memory = 0, at = 0, bytes = 0;
        for (int i = 0; i < 20_000; i++)
        {
            at += random.NextBelow(2_000_000);
            long size = 1 + random.NextBelow(2_000), left = at + Wait(limit, at, size, ref memory);
            bytes += size;
            Assert.True(bytes <= (left / 1_000) + 5_000 + 1, "more passed than the bucket can have held");
        }
    }

    private static double[] AddedMs(ILinkBehaviour behaviour, ulong seed) =>
        [.. LinkTrial.Run(N, seed, new LinkChain(behaviour)).Select(o => o.Delay.Milliseconds)];

    private static long Wait(RateLimit limit, long atNs, long bytes, ref long memory)
    {
        RandomStream unused = new(1, 1_000, 0);
        Transmission transmission = new(new(atNs), bytes, default, default, LaneDirection.Up, 0, 0);
        return limit.Judge(transmission, ref unused, ref memory).Delay.Nanoseconds;
    }
}

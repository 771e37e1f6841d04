using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class QuantileIntervalTests
{
    [Theory]
    [InlineData(10_000, 0.01)]
    [InlineData(5_000, 0.001)]
    [InlineData(200, 0.3)]
    public void Ends_are_the_nearest_values_that_cover_the_quantile_in_95_percent_of_samples(int n, double share)
    {
        long[] ranks = [.. Enumerable.Range(1, n).Select(i => (long)i)];
        QuantileInterval found = QuantileInterval.Exceeded(ranks, share);
        // Rank r lies below the quantile where fewer than n - r + 1 values exceed it.
        double lowTooHigh = 1 - Below(n - (int)found.Low!.Value, n, share);
        double highTooLow = Below(n - (int)found.High!.Value, n, share);
        Assert.InRange(lowTooHigh, 0, 0.025);
        Assert.InRange(highTooLow, 0, 0.025);
        Assert.True(1 - Below(n - (int)found.Low.Value - 1, n, share) > 0.025);
        Assert.True(Below(n - (int)found.High.Value + 1, n, share) > 0.025);
        Assert.Equal(n - (long)(share * n), found.Value);
    }

    [Fact]
    public void Too_few_values_have_no_upper_end()
    {
        int enough = (int)QuantileInterval.ValuesForUpperEnd(0.001);
        Assert.Equal(3688, enough);
        Assert.Null(QuantileInterval.Exceeded(new long[enough - 1], 0.001).High);
        Assert.NotNull(QuantileInterval.Exceeded(new long[enough], 0.001).High);
        Assert.Null(QuantileInterval.Exceeded(new long[3], 0.5).Low);
    }

    [Fact]
    public void It_covers_the_quantile_of_a_law_with_ties_at_least_as_often_as_it_says()
    {
        // 2,000 samples of 1,000 Poisson(20) each, seed 5: the 1 % quantile is 31. 95 % less three deviations is 93.5 %.
        const int Samples = 2000, Size = 1000;
        DiscreteLaw law = DiscreteLaw.Poisson(20);
        int quantile = law.UpperQuantile(0.01), covered = 0;
        RandomStream random = new(5, 1, 0);
        for (int i = 0; i < Samples; i++)
        {
            long[] values = [.. Enumerable.Range(0, Size).Select(_ => Draw(law, random.NextUniform()))];
            Array.Sort(values);
            QuantileInterval found = QuantileInterval.Exceeded(values, 0.01);
            if (found.Low <= quantile && quantile <= found.High) covered++;
        }

        Assert.InRange(covered, 0.935 * Samples, Samples);
    }

    private static long Draw(DiscreteLaw law, double uniform)
    {
        long value = 0;
        for (double sum = law[0]; sum < uniform && value < law.Largest; sum += law[(int)value]) value++;
        return value;
    }

    /// <summary>P(Binomial(n, share) is at most k), term by term.</summary>
    private static double Below(int k, int n, double share)
    {
        double log = n * Math.Log(1 - share), sum = 0;
        for (int i = 0; i <= k; i++)
        {
            sum += Math.Exp(log);
            log += Math.Log((n - i) / (i + 1.0)) + Math.Log(share / (1 - share));
        }

        return sum;
    }
}

using Fleek.Analysis.Statistics;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class ProportionIntervalTests
{
    [Theory]
    [InlineData(5, 1000, 0.001625, 0.011630, 1e-6)]
    [InlineData(10, 10000, 4.80e-4, 1.838e-3, 5e-7)]
    [InlineData(20, 2000, 0.006119, 0.015402, 5e-7)]
    public void Clopper_pearson_has_its_known_ends(long events, long units, double low, double high, double tolerance)
    {
        Interval i = ProportionInterval.ClopperPearson(events, units);
        Assert.Equal(low, i.Low, tolerance);
        Assert.Equal(high, i.High, tolerance);
    }

    [Fact]
    public void Jeffreys_has_its_known_ends()
    {
        Interval i = ProportionInterval.Jeffreys(5, 1000);
        Assert.Equal(0.001910, i.Low, 5e-7);
        Assert.Equal(0.010925, i.High, 5e-7);
    }

    [Theory]
    [InlineData(2995, 1e-3)]
    [InlineData(29_957, 1e-4)]
    [InlineData(2_995_732, 1e-6)]
    public void No_event_in_enough_units_bounds_the_rate(long units, double bound) =>
        Assert.InRange(ProportionInterval.ZeroEventUpperBound(units), bound * 0.9995, bound);

    [Fact]
    public void The_exact_ends_invert_the_binomial()
    {
        // At the lower end, seeing that many or more has probability 2.5 %; at the upper end, that many or fewer.
        Interval i = ProportionInterval.ClopperPearson(7, 60);
        Assert.Equal(0.025, 1 - MathNet.Numerics.Distributions.Binomial.CDF(i.Low, 60, 6), 1e-9);
        Assert.Equal(0.025, MathNet.Numerics.Distributions.Binomial.CDF(i.High, 60, 7), 1e-9);
    }

    [Fact]
    public void All_or_none_keep_the_closed_ends()
    {
        Assert.Equal(1, ProportionInterval.ClopperPearson(50, 50).High);
        Assert.Equal(0, ProportionInterval.ClopperPearson(0, 50).Low);
        Assert.Equal(new Interval(0, 1), ProportionInterval.ClopperPearson(0, 0));
        Assert.Equal(Math.Pow(0.025, 1.0 / 50), ProportionInterval.ClopperPearson(50, 50).Low, 1e-12);
    }

    [Fact]
    public void Large_samples_come_near_the_normal_interval()
    {
        Interval i = ProportionInterval.ClopperPearson(30_000, 1_000_000);
        double half = 1.959964 * Math.Sqrt(0.03 * 0.97 / 1e6);
        Assert.Equal(0.03 - half, i.Low, 2e-6);
        Assert.Equal(0.03 + half, i.High, 2e-6);
    }
}

using CsCheck;
using Fleek.Analysis.Statistics;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class PooledMeanTests
{
    [Fact]
    public void Pooling_groups_equals_computing_over_all_units()
    {
        Gen.Double[-1000, 1000].Array[1, 30].Array[1, 8].Sample(groups =>
        {
            double[] all = [.. groups.SelectMany(g => g)];
            (double mean, long n, Interval? interval) = PooledMean.OverUnits(
                [.. groups.Select(g => new PooledMean.Group(g.Length, g.Average(), SdOf(g)))]);
            Assert.Equal(all.Length, n);
            Assert.Equal(all.Average(), mean, 1e-9);
            if (n < 2)
            {
                Assert.Null(interval);
                return;
            }

            double half = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, n - 1, 0.975) * SdOf(all) / Math.Sqrt(n);
            Assert.Equal(all.Average() + half, interval!.Value.High, 1e-7);
            Assert.Equal(all.Average() - half, interval.Value.Low, 1e-7);
        }, iter: 300);
    }

    [Fact]
    public void Four_runs_use_students_t_with_three_degrees_of_freedom()
    {
        (double mean, long n, Interval? interval) = PooledMean.OverRuns([1, 2, 3, 4]);
        Assert.Equal(2.5, mean);
        Assert.Equal(4, n);
        Assert.Equal(2.5 + (3.182446 * 1.2909944 / 2), interval!.Value.High, 1e-5);
    }

    [Fact]
    public void One_run_has_no_interval() => Assert.Equal((7.5, 1, null), PooledMean.OverRuns([7.5]));

    [Fact]
    public void Equal_runs_have_an_interval_of_no_width() =>
        Assert.Equal((0.1, 3, new Interval(0.1, 0.1)), PooledMean.OverRuns([0.1, 0.1, 0.1]));

    private static double SdOf(double[] values)
    {
        if (values.Length < 2) return double.NaN;
        double mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }
}

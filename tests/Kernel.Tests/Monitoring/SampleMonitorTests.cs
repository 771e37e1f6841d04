using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class SampleMonitorTests
{
    [Fact]
    public void Statistics_are_those_of_the_values()
    {
        SampleMonitor monitor = new("waiting", collect: true);
        foreach (double x in (double[])[2, 4, 4, 4, 5, 5, 7, 9]) monitor.Add(x);
        Assert.Equal(
            (8, 40.0, 5.0, 2.0, 4.0, 2.0, 9.0, 9.0),
            (monitor.Count, monitor.Total, monitor.Mean, monitor.StdDev, monitor.Variance, monitor.Min, monitor.Max,
                monitor.Last));
        Assert.Equal(4.5, monitor.GetMedian());
        Assert.Equal(2, monitor.GetPercentile(0));
        Assert.Equal(4, monitor.GetPercentile(0.25));
        Assert.Equal(9, monitor.GetPercentile(1));
        Assert.Equal([2, 4, 4, 4, 5, 5, 7, 9], monitor.Samples);
        Assert.Throws<ArgumentException>(() => monitor.GetPercentile(1.01));
    }

    /// <summary>The sum of squares minus the square of the sum would lose all digits here.</summary>
    [Fact]
    public void Small_differences_of_large_values_are_not_lost()
    {
        SampleMonitor monitor = new();
        for (int i = 0; i < 1_000_000; i++) monitor.Add(1e9 + (i % 2));
        Assert.Equal(0.25, monitor.Variance, 1e-9);
        Assert.Equal(1e9 + 0.5, monitor.Mean, 1e-6);
    }

    [Fact]
    public void Nothing_is_kept_unless_asked_for_and_nothing_taken_while_inactive()
    {
        SampleMonitor monitor = new();
        int updates = 0;
        monitor.Updated += (_, _) => updates++;
        monitor.Add(3);
        monitor.Active = false;
        monitor.Add(100);
        Assert.Equal((1L, 1, 3.0), (monitor.Count, updates, monitor.Max));
        Assert.True(double.IsNaN(monitor.GetMedian()));
        Assert.Empty(monitor.Samples);
        monitor.Active = true;
        Assert.Throws<ArgumentException>(() => monitor.Add(double.NaN));
        monitor.Reset();
        Assert.Equal((0L, 0.0, 0.0), (monitor.Count, monitor.Variance, monitor.Max));
    }

    [Fact]
    public void A_summary_shows_the_table_and_the_histogram()
    {
        SampleMonitor monitor = new("service", collect: true);
        foreach (double x in (double[])[0, 0, 1, 1, 1, 1, 2, 2, 3, 4]) monitor.Add(x);
        Assert.Equal(
            """
            Statistics of service
                                        all     excluding 0          only 0
            --------------- --------------- --------------- ---------------
            Count                        10               8               2
            Mean                        1.5           1.875
            Std.dev                 1.20416         1.05327
            Minimum                       0               1
            Percentile-5%                 0               1
            Median                        1             1.5
            Percentile-95%                4               4
            Maximum                       4               4

            Histogram
                         <=           count     %  cum%
            --------------- --------------- ----- -----
                          0               2  20.0  20.0 **********|
                          1               4  40.0  60.0 ********************          |
                          2               2  20.0  80.0 **********                              |
                          3               1  10.0  90.0 *****                                        |
                          4               1  10.0 100.0 *****                                             |

            """.ReplaceLineEndings("\n"),
            monitor.Summarize(maxBins: 4));
        Assert.DoesNotContain("Histogram", monitor.Summarize(withHistogram: false), StringComparison.Ordinal);
        Assert.Contains("inf               4  40.0 100.0", monitor.Summarize(maxBins: 2, histMin: 0, binWidth: 1),
            StringComparison.Ordinal);
        Assert.Contains("no data", new SampleMonitor(collect: true).Summarize(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234.5, "1234.5")]
    [InlineData(-0.0625, "-0.0625")]
    [InlineData(1e20, "1e+020")]
    [InlineData(0.00012345, "1.2345e-004")]
    [InlineData(double.NaN, "")]
    [InlineData(double.PositiveInfinity, "inf")]
    public void Numbers_fit_their_column(double number, string expected)
    {
        Assert.Equal(expected, Formatter.Format15(number));
        Assert.InRange(Formatter.Format12(-number * 1.23456789123).Length, 0, 12);
    }
}

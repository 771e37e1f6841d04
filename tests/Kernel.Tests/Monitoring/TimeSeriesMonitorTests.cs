using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class TimeSeriesMonitorTests
{
    /// <summary>Level 2 for 1 s, 5 for 3 s, 0 for 4 s: all figures by hand.</summary>
    [Fact]
    public void A_level_weighs_as_long_as_it_lasts()
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env, 2, "level", collect: true);
        env.Process(Levels(env, (1, () => monitor.Increase(3)), (3, () => monitor.UpdateTo(0))));
        env.Run(TimeSpan.FromSeconds(8));
        Assert.Equal((17.0, 17.0 / 8, 8.0), (monitor.Area, monitor.Mean, monitor.TotalTimeD));
        Assert.Equal((79.0 / 8) - (17.0 / 8 * 17 / 8), monitor.Variance, 1e-14);
        Assert.Equal((0.0, 5.0, 0.0), (monitor.Min, monitor.Max, monitor.Current));
        Assert.Equal(TimeSpan.FromSeconds(8), monitor.TotalTime);
        Assert.Equal(
            [(0.0, 1.0, 2.0), (1, 3, 5), (4, 4, 0)], monitor.Series.Select(e => (e.Date, e.Duration, e.Level)));
        // Half of the time is spent at 0: the median lies in the middle of the step from 0 to 2.
        Assert.Equal(1, monitor.GetMedian());
        Assert.Equal(5, monitor.GetPercentile(0.7));
        Assert.Equal(0, monitor.GetPercentile(0.2));
    }

    [Fact]
    public void The_first_level_counts_from_when_it_is_given()
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env);
        env.Process(Levels(env, (10, () => monitor.UpdateTo(4)), (5, () => monitor.Decrease())));
        env.Run(TimeSpan.FromSeconds(20));
        Assert.Equal((3.5, 10.0, 3.0), (monitor.Mean, monitor.TotalTimeD, monitor.Min));
        Assert.True(double.IsNaN(monitor.GetMedian()));
        Assert.Empty(monitor.Series);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Time_does_not_count_while_the_monitor_is_inactive(bool collect)
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env, 1, collect: collect);
        env.Process(Levels(
            env, (1, () => monitor.Active = false), (5, () => monitor.UpdateTo(9)), (1, () => monitor.Active = true)));
        env.Run(TimeSpan.FromSeconds(10));
        Assert.Equal((4.0, 28.0, 9.0), (monitor.TotalTimeD, monitor.Area, monitor.Max));
        Assert.Equal(collect ? 4 : 0, monitor.Series.Sum(e => e.Duration));
    }

    [Fact]
    public void A_reset_forgets_and_may_start_with_a_level()
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env, 7, collect: true);
        env.Process(Levels(env, (4, () => monitor.Reset(1)), (2, () => monitor.UpdateTo(2))));
        env.Run(TimeSpan.FromSeconds(8));
        Assert.Equal((1.5, 4.0, 1.0, 2.0), (monitor.Mean, monitor.TotalTimeD, monitor.Min, monitor.Max));
        monitor.Reset();
        env.Process(Levels(env, (1, () => { })));
        env.Run();
        Assert.Equal((0.0, 0.0, 0.0), (monitor.Mean, monitor.TotalTimeD, monitor.Area));
    }

    /// <summary>
    /// Steps of a day and a start far from zero: durations are differences of whole nanoseconds, not of rounded numbers.
    /// </summary>
    [Fact]
    public void Durations_are_exact_however_late_and_in_any_unit()
    {
        Simulation env = new(defaultStep: TimeSpan.FromDays(1));
        TimeSeriesMonitor monitor = new(env, 0);
        env.Process(Late(env, monitor));
        env.Run();
        Assert.Equal(1.0 / 86_400_000_000_000, monitor.Area);

        static IEnumerable<Event> Late(Simulation env, TimeSeriesMonitor monitor)
        {
            yield return env.TimeoutD(36_500);
            monitor.UpdateTo(1);
            yield return env.TimeoutNanoseconds(1);
            monitor.UpdateTo(0);
        }
    }

    [Fact]
    public void A_summary_shows_the_table_and_the_histogram()
    {
        Simulation env = new();
        TimeSeriesMonitor monitor = new(env, 2, "level", collect: true);
        env.Process(Levels(env, (1, () => monitor.Increase(3)), (3, () => monitor.UpdateTo(0))));
        env.Run(TimeSpan.FromSeconds(8));
        Assert.Equal(
            """
            Time series statistics of level
                                        all     excluding 0          only 0
            --------------- --------------- --------------- ---------------
            Duration                      8               4               4
            Mean                      2.125            4.25
            Std.dev                 2.31503         1.29904
            Minimum                       0               2
            Percentile-5%                 0               2
            Median                        1               5
            Percentile-95%                5               5
            Maximum                       5               5

            Histogram
                         <=        duration     %  cum%
            --------------- --------------- ----- -----
                          0               4  50.0  50.0 *************************|
                          1               0   0.0  50.0                          |
                          2               1  12.5  62.5 ******                         |
                          3               0   0.0  62.5                                |
                          4               0   0.0  62.5                                |
                          5               3  37.5 100.0 *******************                               |

            """.ReplaceLineEndings("\n"),
            monitor.Summarize(maxBins: 5));
    }

    private static IEnumerable<Event> Levels(Simulation env, params (double After, Action Do)[] steps)
    {
        foreach ((double after, Action act) in steps)
        {
            yield return env.TimeoutD(after);
            act();
        }
    }
}

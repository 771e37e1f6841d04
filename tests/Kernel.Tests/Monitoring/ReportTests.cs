using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class ReportTests
{
    [Fact]
    public void An_automatic_report_has_a_line_for_each_time_of_change() => Assert.Equal(
        "Time,level.Mean,level.Last,wait.Sum\n0,0,1,0\n2,1,3,7\n5,2.2,0,7\n",
        Write(b => b.SetAutoUpdate(), run: env => env.Run()));

    [Fact]
    public void A_periodic_report_has_a_line_for_each_interval_and_ends_with_the_model() => Assert.Equal(
        "Time;level.Mean;level.Last;wait.Sum\n0;0;0;0\n2;1;3;7\n4;2;3;7\n6;1.8333333333333335;0;7\n",
        Write(b => b.SetPeriodicUpdateD(2).SetSeparator(";"), run: env => env.Run()));

    [Fact]
    public void A_final_report_has_one_line() => Assert.Equal(
        "10,1.1,0,7\n", Write(b => b.SetFinalUpdate(withHeaders: false), run: env => env.Run(TimeSpan.FromSeconds(10))));

    [Fact]
    public void A_report_by_hand_has_the_lines_that_were_asked_for()
    {
        Report? report = null;
        Assert.Equal("Time,level.Mean,level.Last,wait.Sum\n0,0,0,0\n3,1.6666666666666665,3,7\n", Write(
            b => b.SetManualUpdate(),
            run: env =>
            {
                report!.Update();
                env.Run(TimeSpan.FromSeconds(3));
                report.Update();
                env.Run();
            },
            built: r => report = r));
    }

    [Fact]
    public void Time_is_a_date_unless_asked_otherwise()
    {
        Simulation env = new(new DateTime(2024, 2, 29, 12, 0, 0));
        SampleMonitor monitor = new();
        using StringWriter output = new();
        Report.CreateBuilder(env).Add("x", monitor, Report.Measures.Min | Report.Measures.Max)
            .SetFinalUpdate().SetOutput(output).Build();
        env.Process(Later(env, 0.25, () => monitor.Add(2.5)));
        env.Run();
        Assert.Equal("Time,x.Min,x.Max\n2024-02-29 12:00:00.25,2.5,2.5\n", output.ToString());
    }

    [Fact]
    public void A_report_that_makes_no_sense_is_refused()
    {
        Simulation env = new();
        Report.Builder builder = Report.CreateBuilder(env);
        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<ArgumentException>(() => builder.Add("", new SampleMonitor()));
        Assert.Throws<ArgumentException>(() => builder.Add("x", new SampleMonitor(), 0));
        Assert.Throws<ArgumentException>(() => builder.Add("x", new SampleMonitor(), (Report.Measures)64));
        Assert.Throws<ArgumentException>(() => builder.SetPeriodicUpdateD(0));
        Report automatic = builder.Add("x", new SampleMonitor()).Build();
        Assert.Throws<InvalidOperationException>(automatic.Update);
    }

    /// <summary>A level of 1 from 0, 3 from 2, 0 from 5; a wait of 7 at 2.</summary>
    private static string Write(Func<Report.Builder, Report.Builder> mode, Action<Simulation> run, Action<Report>? built = null)
    {
        Simulation env = new();
        TimeSeriesMonitor level = new(env, 0);
        SampleMonitor wait = new();
        using StringWriter output = new();
        Report report = mode(Report.CreateBuilder(env)
            .Add("level", level, Report.Measures.Mean | Report.Measures.Last).Add("wait", wait, Report.Measures.Sum)
            .SetTimeAPI().SetOutput(output)).Build();
        built?.Invoke(report);
        env.Process(Later(env, 0, () => level.UpdateTo(1)));
        env.Process(Later(env, 2, () => wait.Add(7)));
        env.Process(Later(env, 2, () => level.UpdateTo(3)));
        env.Process(Later(env, 5, () => level.UpdateTo(0)));
        run(env);
        return output.ToString();
    }

    private static IEnumerable<Event> Later(Simulation env, double after, Action act)
    {
        yield return env.TimeoutD(after);
        act();
    }
}

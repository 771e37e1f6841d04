using Fleek.Sim.Kernel;
using Timeout = Fleek.Sim.Kernel.Timeout;

namespace Fleek.Tests.Kernel.Processes;

public sealed class SimulationTests
{
    private readonly Simulation _sim = new();

    [Fact]
    public void The_clock_is_counted_in_nanoseconds_and_shown_as_dates_and_steps()
    {
        DateTime start = new(2020, 2, 29);
        Simulation sim = new(start, TimeSpan.FromMinutes(1));
        Assert.Equal(start, sim.Now);
        sim.TimeoutNanoseconds(151);
        sim.Run();
        Assert.Equal(151, sim.NowNanoseconds);
        Assert.Equal(start.AddTicks(1), sim.Now);
        sim.RunD(2);
        Assert.Equal(120_000_000_151, sim.NowNanoseconds);
        Assert.Equal(2.5, sim.ToDouble(TimeSpan.FromSeconds(150)));
        Assert.Equal(TimeSpan.FromSeconds(90), sim.ToTimeSpan(1.5));
        Assert.Equal(start, sim.StartDate);
    }

    [Theory]
    [InlineData(1e-9, 1)]
    [InlineData(1.5e-9, 2)]
    [InlineData(2.5e-9, 2)]
    [InlineData(0.4e-9, 0)]
    [InlineData(0.1, 100_000_000)]
    public void Steps_are_rounded_to_the_nearest_nanosecond_and_ties_to_even(double steps, long nanoseconds)
    {
        Assert.Equal(nanoseconds, _sim.StepsToNanoseconds(steps));
        _sim.TimeoutD(steps);
        _sim.Run();
        Assert.Equal(nanoseconds, _sim.NowNanoseconds);
    }

    [Fact]
    public void Times_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _sim.TimeoutD(-1));
        Assert.Throws<ArgumentException>(() => _sim.Timeout(TimeSpan.FromTicks(-1)));
        Assert.Throws<ArgumentException>(() => _sim.PauseD(-1));
        Assert.Throws<ArgumentException>(() => _sim.DelayD(-1));
        Assert.Throws<OverflowException>(() => _sim.TimeoutD(double.NaN));
        Assert.Throws<OverflowException>(() => _sim.TimeoutD(1e12));
        Assert.Throws<ArgumentException>(() => new Simulation(TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(() => _sim.Run(_sim.Now));
        Assert.Throws<InvalidOperationException>(() => _sim.Run(TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(() => _sim.Step());
    }

    [Fact]
    public void A_run_ends_at_a_date_after_a_span_or_with_nothing_pending()
    {
        _sim.TimeoutD(5);
        Assert.Null(_sim.Run(_sim.StartDate.AddSeconds(2)));
        Assert.Equal(2, _sim.NowD);
        _sim.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(3, _sim.NowD);
        _sim.Run();
        Assert.Equal(5, _sim.NowD);
        _sim.RunD(1);
        Assert.Equal(6, _sim.NowD);
        Assert.Equal(1, _sim.ProcessedEvents);
    }

    [Fact]
    public void A_run_to_an_event_returns_its_value_after_all_its_callbacks_and_nothing_after_it()
    {
        Event stop = new(_sim);
        List<string> seen = [];
        _sim.TimeoutD(1).AddCallback(_ =>
        {
            stop.Succeed(42);
            _sim.TimeoutD(0).AddCallback(_ => seen.Add("later at one time"));
        });
        stop.AddCallback(_ => seen.Add("before"));
        _sim.RunStarted += (_, _) => stop.AddCallback(_ => seen.Add("behind the run's own"));
        Assert.Equal(42, _sim.Run(stop));
        Assert.Equal(["before", "behind the run's own"], seen);
        Assert.Equal(42, _sim.Run(stop));
        Assert.Throws<InvalidOperationException>(() => _sim.Run(new Event(_sim)));
    }

    [Fact]
    public void A_run_is_announced_and_can_be_stopped_from_within()
    {
        List<string> seen = [];
        _sim.RunStarted += (_, _) => seen.Add("started");
        _sim.RunFinished += (_, _) => seen.Add("finished");
        _sim.TimeoutD(1).AddCallback(_ => _sim.StopAsync());
        _sim.TimeoutD(2).AddCallback(_ => throw new StopSimulationException("enough"));
        _sim.Run(TimeSpan.FromSeconds(100));
        Assert.Equal(1, _sim.NowD);
        Assert.Equal("enough", _sim.Run());
        Assert.Equal(2, _sim.NowD);
        Assert.Equal(["started", "finished", "started", "finished"], seen);
    }

    [Fact]
    public void The_next_event_can_be_looked_at_and_processed_alone()
    {
        Assert.Equal(double.MaxValue, _sim.PeekD());
        Assert.Equal(DateTime.MaxValue, _sim.Peek());
        _sim.TimeoutD(2);
        Timeout second = _sim.TimeoutD(3);
        Assert.Equal(2, _sim.PeekD());
        _sim.Step();
        Assert.Equal(_sim.StartDate.AddSeconds(3), _sim.Peek());
        Assert.False(second.IsProcessed);
        _sim.Step();
        Assert.True(second.IsProcessed);
    }

    [Fact]
    public void A_cancelled_timeout_never_happens_moves_no_clock_and_frees_its_place()
    {
        int happened = 0;
        Timeout far = _sim.TimeoutD(100), near = _sim.TimeoutD(1), kept = _sim.TimeoutD(2);
        far.AddCallback(_ => happened++);
        near.AddCallback(_ => happened++);
        Assert.True(far.Cancel());
        Assert.True(near.Cancel());
        Assert.False(near.Cancel());
        Assert.True(near.IsCancelled);
        _sim.Run();
        Assert.Equal(2, _sim.NowD);
        Assert.Equal(1, _sim.ProcessedEvents);
        Assert.False(kept.Cancel());
        Assert.Equal(double.MaxValue, _sim.PeekD());
        Timeout next = _sim.TimeoutD(0.5);
        next.AddCallback(_ => happened += 10);
        _sim.Run(TimeSpan.FromSeconds(500));
        Assert.Equal(10, happened);
        Assert.Equal(2, _sim.ProcessedEvents);
    }

    [Fact]
    public void A_step_over_a_cancelled_event_does_not_go_past_the_end_of_the_run()
    {
        int happened = 0;
        _sim.TimeoutD(10).Cancel();
        _sim.TimeoutD(20).AddCallback(_ => happened++);
        _sim.RunD(15);
        Assert.Equal(0, happened);
        Assert.Equal(15, _sim.NowD);
    }

    [Fact]
    public void A_reset_simulation_begins_anew()
    {
        Timeout forgotten = _sim.TimeoutD(5);
        _sim.RunD(1);
        _sim.Reset(7);
        Assert.Equal(0, _sim.NowD);
        Assert.Equal(0, _sim.ProcessedEvents);
        Timeout fresh = _sim.TimeoutD(3);
        Assert.False(forgotten.Cancel());
        _sim.Run();
        Assert.True(fresh.IsProcessed);
        Assert.False(forgotten.IsProcessed);
        Assert.Equal(3, _sim.NowD);
    }

    [Fact]
    public void Counters_are_of_64_bits() => Assert.IsType<long>(_sim.ProcessedEvents);

    [Fact]
    public void What_is_logged_is_formatted_and_written_to_the_logger()
    {
        using StringWriter writer = new();
        _sim.Logger = writer;
        _sim.Log("{0} of {1}", 1, 2);
        _sim.Logger = null;
        _sim.Log("nowhere");
        Assert.Equal("1 of 2" + System.Environment.NewLine, writer.ToString());
    }
}

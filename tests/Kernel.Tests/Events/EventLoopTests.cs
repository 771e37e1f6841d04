using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class EventLoopTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1_025)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    public void Running_until_a_time_stops_before_everything_due_at_it(int pending)
    {
        Recorder recorder = new();
        EventLoop loop = new(recorder);
        for (int i = 0; i < pending; i++)
        {
            loop.Schedule(99, 0, i, i);
            loop.Schedule(100, 0, i, i);
        }

        loop.Run(until: 100);
        Assert.Equal((pending, pending, 100), (recorder.Ran.Count, loop.Pending, loop.Now));
        Assert.All(recorder.Ran, e => Assert.Equal(99, e.Time));
        loop.Run(until: 100);
        Assert.Equal(pending, loop.Pending);
        loop.Run(until: 101);
        Assert.Equal((2L * pending, 0, 101), (loop.Executed, loop.Pending, loop.Now));
    }

    [Fact]
    public void The_clock_shows_the_time_of_what_runs()
    {
        Clocked handler = new();
        EventLoop loop = new(handler);
        handler.Loop = loop;
        foreach (long time in (long[])[5, 0, 9, 5]) loop.Schedule(time, 0, time, 0);
        loop.Run();
        Assert.Equal([0, 5, 5, 9], handler.Times);
        Assert.Equal((9, 4), (loop.Now, loop.Executed));
        Assert.False(loop.Step());
    }

    [Fact]
    public void An_event_behind_the_clock_is_refused_even_where_nothing_ran()
    {
        EventLoop loop = new(new Recorder());
        loop.Schedule(10, 0, 0, 0);
        loop.Run(until: 100);
        Assert.Throws<ArgumentException>(() => loop.Schedule(99, 0, 1, 0));
        loop.Schedule(100, 0, 1, 0);
        loop.Run();
        Assert.Equal(100, loop.Now);
    }

    [Fact]
    public void Running_to_the_past_runs_nothing_and_keeps_the_clock()
    {
        EventLoop loop = new(new Recorder());
        loop.Run(until: 50);
        loop.Schedule(50, 0, 0, 0);
        loop.Run(until: 20);
        Assert.Equal((50, 1), (loop.Now, loop.Pending));
    }

    [Fact]
    public void What_an_event_schedules_for_its_own_time_runs_at_that_time()
    {
        Chain handler = new();
        EventLoop loop = new(handler);
        handler.Loop = loop;
        loop.Schedule(7, 0, 0, 100);
        loop.Schedule(8, 0, 0, 0);
        loop.Run();
        Assert.Equal(102, loop.Executed);
        Assert.All(handler.Times.Take(101), time => Assert.Equal(7, time));
    }

    [Fact]
    public void Stops_along_the_way_change_nothing()
    {
        Gen.Select(Gen.Long[0, 100].Array[0, 200], Gen.Long[0, 120].Array[0, 10]).Sample((times, stops) =>
        {
            Recorder whole = new(), pieces = new();
            EventLoop a = new(whole), b = new(pieces);
            for (int i = 0; i < times.Length; i++)
            {
                a.Schedule(times[i], 0, i, i);
                b.Schedule(times[i], 0, i, i);
            }

            a.Run();
            foreach (long stop in stops.Order()) b.Run(stop);
            b.Run();
            Assert.Equal(whole.Ran, pieces.Ran);
        });
    }

    [Fact]
    public void Counters_and_times_have_64_bits()
    {
        EventLoop loop = new(new Recorder());
        Assert.IsType<long>(loop.Executed);
        Assert.IsType<long>(loop.Now);
        loop.Schedule(long.MaxValue - 1, ulong.MaxValue, long.MaxValue, int.MaxValue);
        loop.Run(until: long.MaxValue);
        Assert.Equal((long.MaxValue, 1), (loop.Now, loop.Executed));
    }

    private sealed class Clocked : IEventHandler
    {
        public EventLoop? Loop { get; set; }

        public List<long> Times { get; } = [];

        public void Run(in EventNotice due)
        {
            Times.Add(Loop!.Now);
            Assert.Equal(due.Time, Loop.Now);
        }
    }

    private sealed class Chain : IEventHandler
    {
        public EventLoop? Loop { get; set; }

        public List<long> Times { get; } = [];

        public void Run(in EventNotice due)
        {
            Times.Add(due.Time);
            if (due.Handle > 0) Loop!.Schedule(due.Time, 0, due.Sequence + 1, due.Handle - 1);
        }
    }
}

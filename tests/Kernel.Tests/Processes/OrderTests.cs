using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

/// <summary>The order of events, at sizes at which a schedule that grows by doubling has grown.</summary>
public sealed class OrderTests
{
    private readonly Simulation _sim = new();

    [Theory]
    [InlineData(1_025)]
    [InlineData(21_913)]
    [InlineData(100_000)]
    public void Events_of_one_time_happen_first_come_first_served_however_many_are_pending(int pending)
    {
        List<(long Time, int Number)> seen = [];
        for (int i = 0; i < pending; i++)
        {
            int number = i;
            long time = i * 7919L % 50;
            _sim.TimeoutNanoseconds(time).AddCallback(_ => seen.Add((time, number)));
        }

        _sim.Run();
        Assert.Equal(pending, seen.Count);
        Assert.Equal(seen.OrderBy(s => s.Time).ThenBy(s => s.Number), seen);
    }

    [Theory]
    [InlineData(1_025)]
    [InlineData(21_913)]
    [InlineData(100_000)]
    public void A_run_to_a_time_stops_before_every_event_due_at_it_however_many_are_pending(int pending)
    {
        long before = 0, at = 0;
        for (int i = 0; i < pending; i++)
        {
            if (i % 2 == 0) _sim.TimeoutD(10, i % 3 - 1).AddCallback(_ => at++);
            else _sim.TimeoutNanoseconds(9_999_999_999).AddCallback(_ => before++);
        }

        _sim.RunD(10);
        Assert.Equal(pending / 2, before);
        Assert.Equal(0, at);
        Assert.Equal(10, _sim.NowD);
        _sim.RunD(1);
        Assert.Equal(pending - (pending / 2), at);
        Assert.Equal(11, _sim.NowD);
    }

    [Fact]
    public void A_smaller_priority_comes_first_at_one_time_even_the_smallest()
    {
        List<int> seen = [];
        foreach (int priority in (int[])[1, 0, int.MaxValue, -1, int.MinValue, 0])
            _sim.TimeoutD(1, priority).AddCallback(_ => seen.Add(priority));
        _sim.Run();
        Assert.Equal([int.MinValue, -1, 0, 0, 1, int.MaxValue], seen);
    }

    [Fact]
    public void An_unrelated_event_does_not_reorder_the_others()
    {
        List<int> Trace(int unrelated)
        {
            Simulation sim = new();
            List<int> trace = [];
            for (int i = 0; i < 2_000; i++)
            {
                int number = i;
                if (i == 1_000) for (int k = 0; k < unrelated; k++) sim.TimeoutD(500);
                sim.TimeoutD(i % 3).AddCallback(_ => trace.Add(number));
            }

            sim.Run();
            return trace;
        }

        Assert.Equal(Trace(0), Trace(1));
        Assert.Equal(Trace(0), Trace(70_000));
    }

    [Fact]
    public void Value_events_share_the_clock_and_the_order_with_processes()
    {
        List<string> seen = [];
        EventPort first = _sim.Share(new Actor(e => seen.Add($"first {e.Time} {e.Handle}")));
        EventPort second = _sim.Share(new Actor(e => seen.Add($"second {e.Time} {e.Handle}")));
        _sim.TimeoutNanoseconds(5).AddCallback(_ => seen.Add("process"));
        first.Schedule(5, Simulation.KeyOf(0) + 1, 0, 7);
        second.Schedule(5, 0, 1, EventPort.HandleLimit - 1);
        first.Schedule(5, 0, 0, 3);
        first.Schedule(4, ulong.MaxValue, 0, 0);
        _sim.Run();
        Assert.Equal(
            ["first 4 0", "first 5 3", $"second 5 {EventPort.HandleLimit - 1}", "process", "first 5 7"], seen);
        Assert.Equal(5, _sim.ProcessedEvents);
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Schedule(9, 0, 0, EventPort.HandleLimit));
        Assert.Throws<ArgumentOutOfRangeException>(() => first.Schedule(9, 0, 0, -1));
    }

    private sealed class Actor(Action<EventNotice> run) : IEventHandler
    {
        public void Run(in EventNotice due) => run(due);
    }
}

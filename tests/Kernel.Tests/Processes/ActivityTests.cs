using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel.Processes;

public sealed class ActivityTests
{
    private readonly Simulation _sim = new();
    private readonly List<string> _log = [];

    [Fact]
    public void An_activity_begins_when_it_is_started_and_not_when_it_is_called()
    {
        Activity activity = Sleeper(2);
        Assert.Empty(_log);
        Process process = _sim.Process(activity);
        Assert.Empty(_log);
        _sim.Run();
        Assert.Equal(["0 to bed", "2 up"], _log);
        Assert.True(process.IsProcessed && process.IsOk);
    }

    [Fact]
    public void An_awaited_activity_takes_its_time_and_gives_its_result()
    {
        async Activity<int> Add(int a, int b)
        {
            await _sim.DelayD(1);
            return a + b;
        }

        async Activity<string> Adder()
        {
            int sum = 0;
            for (int i = 1; i <= 3; i++) sum = await Add(sum, i);
            return "sum " + sum;
        }

        Process process = _sim.Process(Adder());
        Assert.Equal("sum 6", _sim.Run(process));
        Assert.Equal(3, _sim.NowD);
    }

    [Fact]
    public void Activities_without_a_wait_nest_and_repeat_without_using_up_the_stack()
    {
        long calls = 0;
        async Activity<int> Nest(int depth)
        {
            calls++;
            return depth == 0 ? 0 : 1 + await Nest(depth - 1);
        }

        async Activity Many()
        {
            for (int i = 0; i < 100_000; i++) await Nest(0);
            Assert.Equal(100_000, await Nest(100_000));
        }

        _sim.Process(Many());
        _sim.Run();
        Assert.Equal(200_001, calls);
    }

    [Fact]
    public void An_activity_awaits_events_and_conditions()
    {
        Event gate = new(_sim);
        async Activity Waiter()
        {
            Note("got " + await gate);
            Note("again " + await gate);
            await (_sim.TimeoutD(1) & _sim.TimeoutD(2));
            Note("both");
            await (_sim.TimeoutD(1) | _sim.TimeoutD(2));
            Note("either");
        }

        async Activity Opener()
        {
            await _sim.DelayD(3);
            gate.Succeed("in");
        }

        _sim.Process(Waiter());
        _sim.Process(Waiter());
        _sim.Process(Opener());
        _sim.Run();
        Assert.Equal(
            ["3 got in", "3 again in", "3 got in", "3 again in", "5 both", "5 both", "6 either", "6 either"], _log);
    }

    [Fact]
    public void An_interrupt_is_thrown_in_the_innermost_wait_and_the_old_wait_wakes_nobody()
    {
        async Activity Inner()
        {
            try
            {
                await _sim.DelayD(10);
            }
            catch (InterruptException interrupt)
            {
                Note("woken by " + interrupt.Cause);
            }

            await _sim.DelayD(20);
            Note("slept");
        }

        async Activity Outer() => await Inner();

        Process process = _sim.Process(Outer());
        _sim.TimeoutD(3).AddCallback(_ => process.Interrupt("alarm"));
        _sim.Run();
        Assert.Equal(["3 woken by alarm", "23 slept"], _log);
        Assert.Equal(23, _sim.NowD);
    }

    [Fact]
    public void Two_interrupts_at_one_time_are_both_thrown_and_a_wait_between_them_is_given_up()
    {
        Event never = new(_sim);
        async Activity Sleeper()
        {
            for (int i = 0; i < 2; i++)
            {
                try
                {
                    await never;
                }
                catch (InterruptException interrupt)
                {
                    Note("woken by " + interrupt.Cause);
                }
            }

            await _sim.DelayD(5);
            Note("slept");
        }

        Process process = _sim.Process(Sleeper());
        _sim.TimeoutD(1).AddCallback(_ =>
        {
            process.Interrupt("one");
            process.Interrupt("two");
        });
        _sim.TimeoutD(2).AddCallback(_ => never.Succeed());
        _sim.Run();
        Assert.Equal(["1 woken by one", "1 woken by two", "6 slept"], _log);
    }

    [Fact]
    public void A_failure_is_thrown_where_it_is_awaited()
    {
        async Activity Fails()
        {
            await _sim.DelayD(1);
            throw new ArithmeticException("no");
        }

        async Activity Outer()
        {
            try
            {
                await Fails();
            }
            catch (ArithmeticException)
            {
                Note("caught inside");
            }

            try
            {
                await _sim.Process(Fails());
            }
            catch (ArithmeticException)
            {
                Note("caught beside");
            }

            Event broken = new(_sim);
            broken.Fail("value");
            try
            {
                await broken;
            }
            catch (EventFailedException failed)
            {
                Note("failed with " + failed.Value);
            }
        }

        _sim.Process(Outer());
        _sim.Run();
        Assert.Equal(["1 caught inside", "2 caught beside", "2 failed with value"], _log);
    }

    [Fact]
    public void A_failure_that_nobody_waits_for_ends_the_run()
    {
        async Activity Fails()
        {
            await _sim.DelayD(1);
            throw new ArithmeticException("no");
        }

        Process process = _sim.Process(Fails());
        Assert.Throws<ArithmeticException>(() => _sim.Run());
        Assert.Equal(1, _sim.NowD);
        Assert.False(process.IsOk);
        Assert.Throws<ArithmeticException>(() => _sim.Run(_sim.Process(Fails())));
    }

    [Fact]
    public void A_process_that_is_interrupted_before_it_began_fails_without_running()
    {
        Process process = _sim.Process(Sleeper(1));
        process.Interrupt("no");
        Assert.Equal("no", Assert.Throws<InterruptException>(() => _sim.Run()).Cause);
        Assert.Empty(_log);
    }

    [Fact]
    public void An_activity_serves_once()
    {
        Activity activity = Sleeper(1);
        _sim.Process(activity);
        Assert.Throws<InvalidOperationException>(() => _sim.Process(activity));
        _sim.Run();
        Assert.Throws<InvalidOperationException>(() => _sim.Process(activity));
    }

    [Fact]
    public void An_activity_cannot_wait_for_what_goes_on_outside_the_simulation()
    {
        async Activity Waits() => await Task.Delay(1);

        _sim.Process(Waits());
        Assert.Throws<InvalidOperationException>(() => _sim.Run());
    }

    /// <summary>The model of docs/kernel.md: a mean of 1 / (1 - 0.8) = 5 service times in the system.</summary>
    [Fact]
    public void A_generator_and_an_activity_make_a_queue_that_agrees_with_theory()
    {
        RandomStream random = new(7, 1, 1);
        Queue<double> waiting = new();
        Event? arrival = null;
        double served = 0, total = 0;
        IEnumerable<Event> Arrivals()
        {
            while (true)
            {
                yield return _sim.TimeoutD(random.NextExponential() * 1.25);
                waiting.Enqueue(_sim.NowD);
                if (arrival is { IsTriggered: false }) arrival.Succeed();
            }
        }

        async Activity Server()
        {
            while (true)
            {
                while (waiting.Count == 0) await (arrival = new Event(_sim));
                await _sim.DelayD(random.NextExponential());
                total += _sim.NowD - waiting.Dequeue();
                served++;
            }
        }

        _sim.Process(Arrivals());
        _sim.Process(Server());
        _sim.RunD(200_000);
        Assert.InRange(served / 200_000, 0.79, 0.81);
        Assert.InRange(total / served, 4.7, 5.3);
    }

    private async Activity Sleeper(double steps)
    {
        Note("to bed");
        await _sim.DelayD(steps);
        Note("up");
    }

    private void Note(string what) => _log.Add(FormattableString.Invariant($"{_sim.NowD} {what}"));
}

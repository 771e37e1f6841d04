using CsCheck;
using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class DeadlineTimersTests
{
    /// <summary>Against a table of deadlines that is searched in whole: every firing, at its time, and no other.</summary>
    [Fact]
    public void Timers_fire_once_at_the_last_deadline_and_never_once_cancelled()
    {
        const int Actors = 4;
        Gen.Select(Gen.Int[0, Actors - 1], Gen.Int[0, 3], Gen.Long[0, 40]).Array[0, 200].Sample(steps =>
        {
            Driver driver = new(Actors);
            long?[] deadlines = new long?[Actors];
            List<(long, int)> expected = [];
            for (int i = 0; i < steps.Length; i++)
            {
                (int actor, int verb, long delay) = steps[i];
                // The clock moves by what the third kind of step says; due deadlines fire on the way.
                long now = driver.Now + (verb == 2 ? delay : 0);
                expected.AddRange(deadlines.Select((at, a) => (at, a)).Where(t => t.at < now).Select(t => (t.at!.Value, t.a)).Order());
                for (int a = 0; a < Actors; a++) if (deadlines[a] < now) deadlines[a] = null;
                driver.RunUntil(now);
                if (verb <= 1)
                {
                    deadlines[actor] = now + delay;
                    driver.Arm(actor, now + delay);
                }
                else if (verb == 3)
                {
                    deadlines[actor] = null;
                    driver.Cancel(actor);
                }

                for (int a = 0; a < Actors; a++) Assert.Equal(deadlines[a] ?? DeadlineTimers.Never, driver.Deadline(a));
            }

            expected.AddRange(deadlines.Select((at, a) => (at, a)).Where(t => t.at != null).Select(t => (t.at!.Value, t.a)).Order());
            driver.RunUntil(long.MaxValue);
            Assert.Equal(expected, driver.Fired);
            Assert.Equal(0, driver.Pending);
        });
    }

    /// <summary>Every step moves the deadline on: the events that wait are one a flow, and none fires until the steps end.</summary>
    [Fact]
    public void Moving_deadlines_on_keeps_one_event_an_actor()
    {
        const int Flows = 1000;
        Driver driver = new(Flows);
        for (int step = 0; step < 1000; step++)
        {
            driver.RunUntil(step * 1_000_000L);
            for (int flow = 0; flow < Flows; flow++) driver.Arm(flow, driver.Now + 200_000_000);
            Assert.Equal(Flows, driver.Pending);
        }

        Assert.Empty(driver.Fired);
        driver.RunUntil(long.MaxValue);
        Assert.Equal(Enumerable.Range(0, Flows).Select(flow => (999_000_000L + 200_000_000, flow)), driver.Fired);
    }

    /// <summary>A short deadline and a long one in turn: the event of the long one waits on and serves again.</summary>
    [Fact]
    public void Alternating_deadlines_keep_two_events_an_actor_at_most()
    {
        const int Flows = 100;
        Driver driver = new(Flows);
        for (int step = 0; step < 2000; step++)
        {
            driver.RunUntil(step * 700_000L);
            for (int flow = 0; flow < Flows; flow++)
            {
                driver.Arm(flow, driver.Now + 200_000_000);
                Assert.InRange(driver.Pending, 0, 2 * Flows);
                driver.Arm(flow, driver.Now + 1_000_000);
                Assert.InRange(driver.Pending, 0, 2 * Flows);
            }
        }

        Assert.Empty(driver.Fired);
    }

    [Fact]
    public void Actors_that_come_later_begin_with_their_timers_off()
    {
        DeadlineTimers timers = new(1);
        Assert.True(timers.Arm(0, 10));
        timers.Grow(3);
        timers.Grow(2);
        Assert.Equal((3, 10, DeadlineTimers.Never), (timers.Actors, timers.Deadline(0), timers.Deadline(2)));
        Assert.Equal(TimerVerdict.Stale, timers.Take(2, 5));
        Assert.Equal(TimerVerdict.Fired, timers.Take(0, 10));
        Assert.Equal(TimerVerdict.Stale, timers.Take(0, 10));
    }

    /// <summary>Runs timers on a loop, as a world does.</summary>
    private sealed class Driver : IEventHandler
    {
        private readonly DeadlineTimers _timers;
        private readonly EventLoop _loop;
        private long _sequence;

        public Driver(int actors)
        {
            _timers = new DeadlineTimers(actors);
            _loop = new EventLoop(this);
        }

        public List<(long Time, int Actor)> Fired { get; } = [];

        public long Now => _loop.Now;

        public int Pending => _loop.Pending;

        public long Deadline(int actor) => _timers.Deadline(actor);

        public void Arm(int actor, long deadline)
        {
            if (_timers.Arm(actor, deadline)) Schedule(actor, deadline);
        }

        public void Cancel(int actor) => _timers.Cancel(actor);

        public void RunUntil(long time) => _loop.Run(time);

        public void Run(in EventNotice due)
        {
            switch (_timers.Take(due.Handle, due.Time))
            {
                case TimerVerdict.Fired:
                    Fired.Add((due.Time, due.Handle));
                    break;
                case TimerVerdict.Early:
                    Schedule(due.Handle, _timers.Deadline(due.Handle));
                    break;
            }
        }

        private void Schedule(int actor, long time) => _loop.Schedule(time, (ulong)actor, _sequence++, actor);
    }
}

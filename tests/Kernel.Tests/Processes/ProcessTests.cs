using Fleek.Sim.Kernel;
using Timeout = Fleek.Sim.Kernel.Timeout;

namespace Fleek.Tests.Kernel.Processes;

public sealed class ProcessTests
{
    private readonly Simulation _sim = new();
    private readonly List<string> _log = [];

    [Fact]
    public void A_process_goes_on_when_its_timeout_is_over()
    {
        IEnumerable<Event> Clock(string name, double step)
        {
            for (int i = 0; i < 3; i++)
            {
                Note(name);
                yield return _sim.TimeoutD(step);
            }
        }

        _sim.Process(Clock("fast", 0.5));
        _sim.Process(Clock("slow", 1));
        _sim.Run();
        Assert.Equal(["0 fast", "0 slow", "0.5 fast", "1 slow", "1 fast", "2 slow"], _log);
        Assert.Equal(3, _sim.NowD);
    }

    [Fact]
    public void A_process_is_an_event_with_the_value_that_it_succeeds_with()
    {
        IEnumerable<Event> Worker()
        {
            yield return _sim.TimeoutD(2);
            _sim.ActiveProcess!.Succeed("made");
        }

        IEnumerable<Event> Waiter()
        {
            Process worker = _sim.Process(Worker());
            yield return worker;
            Note((string)worker.Value!);
        }

        _sim.Process(Waiter());
        _sim.Run();
        Assert.Equal(["2 made"], _log);
    }

    [Fact]
    public void An_interrupted_process_goes_on_at_once_with_the_cause_and_its_old_event_does_not_resume_it()
    {
        IEnumerable<Event> Sleeper()
        {
            yield return _sim.TimeoutD(10);
            Assert.True(_sim.ActiveProcess!.HandleFault());
            Note("woken by " + _sim.ActiveProcess.Value);
            yield return _sim.TimeoutD(20);
            Assert.False(_sim.ActiveProcess.HandleFault());
            Note("slept");
        }

        IEnumerable<Event> Alarm(Process sleeper)
        {
            yield return _sim.TimeoutD(3);
            sleeper.Interrupt("alarm");
        }

        _sim.Process(Alarm(_sim.Process(Sleeper())));
        _sim.Run();
        Assert.Equal(["3 woken by alarm", "23 slept"], _log);
    }

    [Fact]
    public void A_process_can_wait_for_its_old_event_again_after_an_interrupt()
    {
        IEnumerable<Event> Sleeper()
        {
            Event timeout = _sim.TimeoutD(10);
            yield return timeout;
            Assert.True(_sim.ActiveProcess!.HandleFault());
            Note("disturbed");
            yield return timeout;
            Note("slept");
        }

        Process sleeper = _sim.Process(Sleeper());
        _sim.TimeoutD(4).AddCallback(_ => sleeper.Interrupt());
        _sim.Run();
        Assert.Equal(["4 disturbed", "10 slept"], _log);
    }

    [Fact]
    public void An_old_event_that_has_happened_meanwhile_is_no_fault()
    {
        IEnumerable<Event> Sleeper()
        {
            Event timeout = _sim.TimeoutD(1);
            yield return _sim.TimeoutD(10);
            Assert.True(_sim.ActiveProcess!.HandleFault());
            yield return timeout;
            Assert.False(_sim.ActiveProcess.HandleFault());
            Note("went on");
        }

        Process sleeper = _sim.Process(Sleeper());
        _sim.TimeoutD(4).AddCallback(_ => sleeper.Interrupt());
        _sim.Run();
        Assert.Equal(["4 went on"], _log);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_interrupts_at_one_time_are_two_faults_and_resume_the_process_no_third_time(bool pauses)
    {
        IEnumerable<Event> Sleeper()
        {
            for (int i = 0; i < 3; i++)
            {
                yield return pauses ? _sim.PauseD(10) : _sim.TimeoutD(10);
                Note(_sim.ActiveProcess!.HandleFault() ? "fault " + _sim.ActiveProcess.Value : "slept");
            }
        }

        Process sleeper = _sim.Process(Sleeper());
        _sim.TimeoutD(1).AddCallback(_ =>
        {
            sleeper.Interrupt("one");
            sleeper.Interrupt("two");
        });
        _sim.Run();
        Assert.Equal(["1 fault one", "1 fault two", "11 slept"], _log);
    }

    [Fact]
    public void An_interrupt_of_a_process_whose_event_is_just_happening_comes_after_it()
    {
        Event shared = new(_sim);
        Process? sleeper = null;
        IEnumerable<Event> Sleeper()
        {
            yield return shared;
            Note(_sim.ActiveProcess!.HandleFault() ? "fault" : "event");
            yield return _sim.TimeoutD(9);
            Note(_sim.ActiveProcess.HandleFault() ? "fault" : "event");
        }

        shared.AddCallback(_ => sleeper!.Interrupt());
        sleeper = _sim.Process(Sleeper());
        _sim.TimeoutD(2).AddCallback(_ => shared.Succeed());
        _sim.Run();
        Assert.Equal(["2 event", "2 fault"], _log);
    }

    [Fact]
    public void A_process_that_yields_on_without_handling_its_fault_ends_the_run()
    {
        IEnumerable<Event> Careless()
        {
            yield return _sim.TimeoutD(10);
            yield return _sim.TimeoutD(10);
        }

        Process careless = _sim.Process(Careless());
        _sim.TimeoutD(1).AddCallback(_ => careless.Interrupt());
        Assert.Throws<InvalidOperationException>(() => _sim.Run());
        Assert.Equal(1, _sim.NowD);
        Assert.Null(_sim.ActiveProcess);
    }

    [Fact]
    public void A_process_that_ends_with_its_fault_unhandled_fails_and_its_waiter_has_to_deal_with_that()
    {
        IEnumerable<Event> Fails()
        {
            yield return new Timeout(_sim, TimeSpan.FromSeconds(1), "broken", isOk: false);
        }

        IEnumerable<Event> Waiter()
        {
            yield return _sim.Process(Fails());
            Note(_sim.ActiveProcess!.HandleFault() + " " + _sim.ActiveProcess.Value);
        }

        Process waiter = _sim.Process(Waiter());
        _sim.Run();
        Assert.Equal(["1 True broken"], _log);
        Assert.True(waiter.IsOk);
    }

    [Fact]
    public void An_exception_in_a_process_ends_the_run_as_it_is()
    {
        IEnumerable<Event> Throws()
        {
            yield return _sim.TimeoutD(1);
            throw new ArithmeticException();
        }

        _sim.Process(Throws());
        Assert.Throws<ArithmeticException>(() => _sim.Run());
        Assert.Null(_sim.ActiveProcess);
    }

    [Fact]
    public void A_process_cannot_interrupt_itself_nor_one_that_has_ended()
    {
        IEnumerable<Event> Own()
        {
            Assert.Throws<InvalidOperationException>(() => _sim.ActiveProcess!.Interrupt());
            yield break;
        }

        Process process = _sim.Process(Own());
        _sim.Run();
        Assert.True(process.IsProcessed);
        Assert.Throws<InvalidOperationException>(() => process.Interrupt());
    }

    [Fact]
    public void A_process_that_waits_for_what_has_happened_goes_on_at_once()
    {
        IEnumerable<Event> Waiter()
        {
            Event past = _sim.TimeoutD(1);
            yield return past;
            for (int i = 0; i < 100_000; i++) yield return past;
            Note("done");
        }

        _sim.Process(Waiter());
        _sim.Run();
        Assert.Equal(["1 done"], _log);
        Assert.Equal(3, _sim.ProcessedEvents);
    }

    [Fact]
    public void Processes_of_one_time_start_and_go_on_in_the_order_of_their_start_unless_a_priority_says_otherwise()
    {
        IEnumerable<Event> Named(string name)
        {
            Note(name);
            yield return _sim.TimeoutD(1);
            Note(name);
        }

        _sim.Process(Named("a"));
        _sim.Process(Named("b"));
        _sim.Process(Named("first"), -1);
        _sim.Run();
        Assert.Equal(["0 first", "0 a", "0 b", "1 first", "1 a", "1 b"], _log);
    }

    [Fact]
    public void All_who_wait_for_one_event_go_on_in_the_order_in_which_they_began_to_wait()
    {
        Event gate = new(_sim);
        IEnumerable<Event> Generator(string name)
        {
            yield return gate;
            Note(name);
        }

        async Activity Async(string name)
        {
            await gate;
            Note(name);
        }

        _sim.Process(Generator("a"));
        _sim.Process(Async("b"));
        _sim.TimeoutD(1).AddCallback(_ => gate.AddCallback(_ => Note("c")));
        _sim.TimeoutD(2).AddCallback(_ => _sim.Process(Generator("d")));
        _sim.TimeoutD(3).AddCallback(_ => gate.Succeed());
        _sim.Run();
        Assert.Equal(["3 a", "3 b", "3 c", "3 d"], _log);
    }

    [Fact]
    public void A_process_cannot_wait_for_an_event_that_was_cancelled()
    {
        IEnumerable<Event> Waiter()
        {
            Event cancelled = _sim.TimeoutD(1);
            cancelled.Cancel();
            yield return cancelled;
        }

        _sim.Process(Waiter());
        Assert.Throws<InvalidOperationException>(() => _sim.Run());
    }

    [Fact]
    public void A_pause_takes_its_time_and_can_only_be_yielded()
    {
        IEnumerable<Event> Pauser()
        {
            yield return _sim.PauseD(1);
            Note("one");
            yield return _sim.Pause(TimeSpan.FromSeconds(2));
            Note("three");
            Assert.Throws<InvalidOperationException>(() => _sim.PauseD(1) & _sim.TimeoutD(1));
        }

        _sim.Process(Pauser());
        _sim.Process(Pauser());
        _sim.Run();
        Assert.Equal(["1 one", "1 one", "3 three", "3 three"], _log);
    }

    [Fact]
    public void An_active_object_has_its_simulation() => Assert.Same(_sim, new Machine(_sim).Simulation);

    private void Note(string what) => _log.Add(FormattableString.Invariant($"{_sim.NowD} {what}"));

    private sealed class Machine(Simulation environment) : ActiveObject<Simulation>(environment)
    {
        public Simulation Simulation => Environment;
    }
}

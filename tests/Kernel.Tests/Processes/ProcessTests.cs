using Fleek.Sim.Kernel;

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

    private void Note(string what) => _log.Add(FormattableString.Invariant($"{_sim.NowD} {what}"));
}

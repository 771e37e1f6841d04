using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class PreemptiveResourceTests
{
    private readonly Simulation _env = new();
    private readonly Log _log;
    private readonly PreemptiveResource _resource;

    public PreemptiveResourceTests()
    {
        _log = new Log(_env);
        _resource = new PreemptiveResource(_env, 2)
        {
            InterruptTime = new SampleMonitor(), LeadTime = new SampleMonitor(), WaitingTime = new SampleMonitor(),
        };
    }

    [Fact]
    public void The_least_important_user_gives_way_and_learns_to_whom_and_since_when()
    {
        Process urgent = null!;
        object? cause = null;
        _env.Process(Use("a", 1, 10));
        _env.Process(Use("b", 2, 10, fault => cause = fault));
        _log.At(3, () => urgent = _env.Process(Use("c", 0, 4, preempt: true)));
        _env.Run();
        Assert.Equal("0 a in, 0 b in, 3 b interrupted, 3 c in, 7 c out, 10 a out", _log.All);
        Preempted preempted = Assert.IsType<Preempted>(cause);
        Assert.Same(urgent, preempted.By);
        Assert.Equal(_env.StartDate, preempted.UsageSince);
        // The one that was interrupted counts as interrupted and not as served.
        Assert.Equal((1, 3.0, 2, 14.0), (Count(_resource.InterruptTime!), _resource.InterruptTime!.Mean,
            Count(_resource.LeadTime!), _resource.LeadTime!.Sum));
    }

    [Fact]
    public void A_use_counts_from_its_grant_and_not_from_its_request()
    {
        object? cause = null;
        _env.Process(Use("a", 1, 4));
        _env.Process(Use("b", 1, 9));
        _env.Process(Use("c", 1, 9, fault => cause = fault));
        _log.At(6, () => _env.Process(Use("d", 0, 1, preempt: true)));
        _env.Run();
        Assert.Equal(_env.StartDate.AddSeconds(4), Assert.IsType<Preempted>(cause).UsageSince);
        Assert.Equal(6, _resource.InterruptTime!.Mean);
    }

    [Fact]
    public void Nobody_gives_way_to_an_equal_who_came_later_or_to_one_who_does_not_ask_for_it()
    {
        _env.Process(Use("a", 1, 5));
        _env.Process(Use("b", 1, 5));
        _log.At(1, () => _env.Process(Use("c", 1, 1, preempt: true)));
        _log.At(2, () => _env.Process(Use("d", 0, 1)));
        _env.Run();
        // d is more important than c and overtakes it in the line.
        Assert.Equal("0 a in, 0 b in, 5 a out, 5 b out, 5 d in, 5 c in, 6 d out, 6 c out", _log.All);
    }

    [Fact]
    public void Of_equal_users_the_one_who_asked_last_gives_way()
    {
        _env.Process(Use("a", 1, 5));
        _env.Process(Use("b", 1, 5));
        _log.At(1, () => _env.Process(Use("c", 0, 1, preempt: true)));
        _env.Run();
        Assert.Equal("0 a in, 0 b in, 1 b interrupted, 1 c in, 2 c out, 5 a out", _log.All);
    }

    [Fact]
    public void The_place_of_a_process_that_ended_with_it_can_be_taken()
    {
        _env.Process(Forget());
        _env.Process(Forget());
        _log.At(1, () => _env.Process(Use("c", 0, 1, preempt: true)));
        _env.Run();
        Assert.Equal("1 c in, 2 c out", _log.All);

        IEnumerable<Event> Forget()
        {
            yield return _resource.Request();
        }
    }

    [Fact]
    public void Requests_are_ordered_by_priority_then_time_then_preemption()
    {
        PreemptiveRequest first = _resource.Request(1), same = _resource.Request(1),
            preempting = _resource.Request(1, preempt: true);
        PreemptiveRequest urgent = _resource.Request(0);
        Assert.Equal((0, -1, 1, -1), (first.CompareTo(same), preempting.CompareTo(first), first.CompareTo(urgent),
            urgent.CompareTo((object)first)));
        _log.At(1, () => Assert.Equal(1, _resource.Request(1, preempt: true).CompareTo(first)));
        _env.Run();
        Assert.Throws<ArgumentException>(() => first.CompareTo("x"));
        Assert.Equal(1, first.CompareTo(null));
    }

    private IEnumerable<Event> Use(string name, double priority, double time, Action<object?>? onFault = null,
        bool preempt = false)
    {
        using PreemptiveRequest request = _resource.Request(priority, preempt);
        yield return request;
        _log.Write($"{name} in");
        yield return _env.TimeoutD(time);
        if (_env.ActiveProcess!.HandleFault())
        {
            _log.Write($"{name} interrupted");
            onFault?.Invoke(_env.ActiveProcess.Value);
            yield break;
        }

        _log.Write($"{name} out");
    }

    private static long Count(ISampleMonitor monitor) => ((SampleMonitor)monitor).Count;
}

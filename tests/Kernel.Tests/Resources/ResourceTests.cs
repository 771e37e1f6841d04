using Fleek.Sim.Kernel;

namespace Fleek.Tests.Kernel;

public sealed class ResourceTests
{
    private readonly Simulation _env = new();
    private readonly Log _log;

    public ResourceTests() => _log = new Log(_env);

    [Fact]
    public void Places_are_granted_in_the_order_in_which_they_are_asked_for()
    {
        Resource resource = new(_env, 2);
        foreach (string name in (string[])["a", "b", "c", "d"]) _env.Process(Use(resource, name, 10));
        _env.Run();
        Assert.Equal("0 a in, 0 b in, 10 a out, 10 b out, 10 c in, 10 d in, 20 c out, 20 d out", _log.All);
        Assert.Equal((0, 2), (resource.InUse, resource.Remaining));
    }

    [Fact]
    public void A_using_gives_the_place_back_and_an_explicit_release_before_it_does_no_harm()
    {
        Resource resource = new(_env);
        _env.Process(Both());
        _env.Process(Use(resource, "next", 1));
        _env.Run();
        Assert.Equal("2 next in, 3 next out", _log.All);

        IEnumerable<Event> Both()
        {
            using Request request = resource.Request();
            yield return request;
            yield return _env.TimeoutD(2);
            yield return resource.Release(request);
        }
    }

    [Fact]
    public void Who_does_not_wait_any_longer_leaves_the_line()
    {
        Resource resource = new(_env) { BreakOffTime = new SampleMonitor(), WaitingTime = new SampleMonitor(),
            LeadTime = new SampleMonitor() };
        _env.Process(Use(resource, "first", 10));
        _env.Process(Impatient("second", 4));
        _env.Process(Use(resource, "third", 1));
        _env.Run();
        Assert.Equal("0 first in, 4 second gone, 10 first out, 10 third in, 11 third out", _log.All);
        Assert.Equal(4, resource.BreakOffTime.Mean);
        Assert.Equal([(5.0, 10.0), (10.5, 21.0)], [(resource.WaitingTime.Mean, resource.WaitingTime.Sum),
            (resource.LeadTime.Mean, resource.LeadTime.Sum)]);

        IEnumerable<Event> Impatient(string name, double patience)
        {
            using Request request = resource.Request();
            yield return request | _env.TimeoutD(patience);
            _log.Write(request.IsProcessed ? $"{name} in" : $"{name} gone");
        }
    }

    [Fact]
    public void A_place_cannot_be_given_back_twice_or_elsewhere()
    {
        Resource here = new(_env), there = new(_env);
        Request held = here.Request(), waiting = here.Request(), elsewhere = there.Request(), waitingElsewhere = there.Request();
        Assert.Contains("holds no place", Assert.Throws<InvalidOperationException>(() => here.Release(elsewhere)).Message,
            StringComparison.Ordinal);
        Assert.Contains("waits at another", Assert.Throws<InvalidOperationException>(() =>
            here.Release(waitingElsewhere)).Message, StringComparison.Ordinal);
        here.Release(waiting);
        Assert.Throws<InvalidOperationException>(() => here.Release(waiting));
        here.Release(held);
        Assert.Throws<InvalidOperationException>(() => here.Release(held));
        // A refused release leaves nothing behind that would block the next one.
        here.Request();
        Assert.Equal(1, here.InUse);
        held.Dispose();
        waiting.Dispose();
        _env.Run();
        Assert.Equal(1, here.InUse);
    }

    [Fact]
    public void Monitors_see_use_and_line_over_time()
    {
        Resource resource = new(_env, 2)
        {
            Utilization = new TimeSeriesMonitor(_env, 0), WIP = new TimeSeriesMonitor(_env, 0),
            QueueLength = new TimeSeriesMonitor(_env, 0),
        };
        foreach (double length in (double[])[4, 2, 2]) _env.Process(Use(resource, "x", length));
        _env.Run(TimeSpan.FromSeconds(8));
        // Both places are in use for 4 s of 8, and one waits for 2 s.
        Assert.Equal((0.5, 0.25, 1.25), (resource.Utilization.Mean, resource.QueueLength.Mean, resource.WIP.Mean));
    }

    [Fact]
    public void Whens_happen_when_they_say()
    {
        Resource resource = new(_env, 2);
        _env.Process(Use(resource, "a", 3));
        _log.At(1, () => _env.Process(Use(resource, "b", 4)));
        foreach ((string name, Func<Event> when) in ((string, Func<Event>)[])
        [
            ("any", resource.WhenAny), ("full", resource.WhenFull), ("empty", resource.WhenEmpty), ("change", resource.WhenChange),
        ])
        {
            _log.At(0, () => when().AddCallback(_ => _log.Write(name)));
            _log.At(2, () => when().AddCallback(_ => _log.Write(name + "'")));
        }

        _env.Run();
        Assert.Equal(
            "0 a in, 0 any, 1 b in, 1 empty, 1 change, 2 empty', 3 a out, 3 any', 3 change', 5 b out, 5 full, 5 full'", _log.All);
    }

    [Fact]
    public void A_when_that_somebody_else_has_decided_is_left_alone()
    {
        Resource resource = new(_env);
        Event full = resource.WhenChange();
        full.Succeed("mine");
        resource.Request();
        _env.Run();
        Assert.Equal("mine", full.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_resource_without_places_is_refused(int capacity) =>
        Assert.Throws<ArgumentException>(() => new Resource(_env, capacity));

    /// <summary>Beyond any growth of the line, and with every third leaving it: the order of the others holds.</summary>
    [Fact]
    public void Equal_priorities_are_served_first_come_first_served()
    {
        PriorityResource resource = new(_env);
        List<int> served = [];
        Request holder = resource.Request();
        Request[] requests = new Request[3000];
        for (int i = 0; i < requests.Length; i++)
        {
            int who = i;
            requests[i] = resource.Request(i % 5);
            requests[i].AddCallback(r =>
            {
                served.Add(who);
                resource.Release((Request)r);
            });
        }

        for (int i = 0; i < requests.Length; i += 3) requests[i].Dispose();
        resource.Release(holder);
        _env.Run();
        Assert.Equal(Enumerable.Range(0, 3000).Where(i => i % 3 != 0).OrderBy(i => i % 5), served);
        Assert.Throws<ArgumentException>(() => resource.Request(double.NaN));
    }

    [Fact]
    public void A_pool_gives_what_will_do_and_does_not_hold_up_others()
    {
        ResourcePool pool = new(_env, ["red", "blue"]) { WaitingTime = new SampleMonitor() };
        _env.Process(Take("a", "red", 5));
        _env.Process(Take("b", "red", 1));
        _env.Process(Take("c", null, 1));
        _env.Process(Take("d", "blue", 1));
        Assert.True(pool.IsAvailable(x => x is "red"));
        _env.Run(TimeSpan.FromSeconds(0.5));
        Assert.False(pool.IsAvailable(x => x is "red"));
        _env.Run();
        Assert.Equal("0 a red, 0 c blue, 1 d blue, 5 b red", _log.All);
        Assert.Equal((2, 0, 6.0), (pool.Remaining, pool.InUse, pool.WaitingTime.Sum));
        Assert.Throws<ArgumentException>(() => new ResourcePool(_env, []));

        IEnumerable<Event> Take(string name, string? colour, double time)
        {
            using ResourcePoolRequest request = pool.Request(colour is null ? null : x => (string)x == colour);
            yield return request;
            _log.Write($"{name} {request.Value}");
            yield return _env.TimeoutD(time);
        }
    }

    [Fact]
    public void What_a_pool_lent_cannot_come_back_twice()
    {
        ResourcePool pool = new(_env, ["one"]);
        ResourcePoolRequest request = pool.Request();
        pool.Release(request);
        Assert.Throws<InvalidOperationException>(() => pool.Release(request));
        Assert.Equal(1, pool.Remaining);
    }

    private IEnumerable<Event> Use(Resource resource, string name, double time)
    {
        using Request request = resource.Request();
        yield return request;
        _log.Write($"{name} in");
        yield return _env.TimeoutD(time);
        _log.Write($"{name} out");
    }
}

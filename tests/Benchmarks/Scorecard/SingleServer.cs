using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>M/M/1 at a load of 0.8 in processes: 6 events a customer.</summary>
internal sealed class SingleServer
{
    private readonly Simulation _env = new();
    private readonly Resource _server;
    private readonly StreamRandom _arrivals = new(1, purpose: 1), _services = new(1, purpose: 2);
    private readonly Exponential _interval = new(1.25), _service = new(1);

    public SingleServer()
    {
        _server = new Resource(_env);
        _env.Process(Arrivals());
        Process(100_000);
    }

    /// <summary>Processes so many events.</summary>
    public long Process(long events)
    {
        for (long i = 0; i < events; i++) _env.Step();
        return events;
    }

    private IEnumerable<Event> Arrivals()
    {
        while (true)
        {
            yield return _env.TimeoutD(_arrivals, _interval);
            _env.Process(Customer());
        }
    }

    private IEnumerable<Event> Customer()
    {
        using Request place = _server.Request();
        yield return place;
        yield return _env.TimeoutD(_services, _service);
    }
}

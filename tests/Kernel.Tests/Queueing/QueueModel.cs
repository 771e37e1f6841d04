using Fleek.Sim.Kernel;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Tests.Kernel;

/// <summary>Customers who arrive at random and are served in order. The first tenth only fills the system.</summary>
internal sealed class QueueModel
{
    private readonly Simulation _env = new();
    private readonly StreamRandom _arrivals, _services;
    private readonly Distribution<double> _service;
    private readonly double _meanInterval;

    public QueueModel(double arrivalRate, Distribution<double> service, int servers, ulong seed)
    {
        (_arrivals, _services) = (new StreamRandom(seed, purpose: 1), new StreamRandom(seed, purpose: 2));
        (_service, _meanInterval) = (service, 1 / arrivalRate);
        (Line, System, Use) = (new TimeSeriesMonitor(_env, 0), new TimeSeriesMonitor(_env, 0), new TimeSeriesMonitor(_env, 0));
        Servers = new Resource(_env, servers)
        {
            WaitingTime = Wait, LeadTime = Stay, QueueLength = Line, WIP = System, Utilization = Use,
        };
    }

    public SampleMonitor Wait { get; } = new();

    public SampleMonitor Stay { get; } = new();

    public TimeSeriesMonitor Line { get; }

    public TimeSeriesMonitor System { get; }

    public TimeSeriesMonitor Use { get; }

    private Resource Servers { get; }

    public QueueModel Run(int customers, bool warmUp = true)
    {
        _env.Process(Arrive(customers, warmUp ? customers / 10 : -1));
        _env.Run();
        return this;
    }

    private IEnumerable<Event> Arrive(int customers, int warm)
    {
        for (int i = 0; i < customers; i++)
        {
            yield return _env.TimeoutD(_arrivals, EXP(_meanInterval));
            if (i == warm)
            {
                Wait.Reset();
                Stay.Reset();
                foreach (TimeSeriesMonitor level in (TimeSeriesMonitor[])[Line, System, Use]) level.Reset(level.Current);
            }

            _env.Process(Customer());
        }
    }

    private IEnumerable<Event> Customer()
    {
        using Request place = Servers.Request();
        yield return place;
        yield return _env.TimeoutD(_services, _service);
    }
}

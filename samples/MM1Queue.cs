using System.Globalization;
using static Fleek.Sim.Kernel.Distributions;

namespace Fleek.Sim.Kernel.Samples;

/// <summary>
/// Customers arrive at random, one server serves them in order, and the time that each takes is random too: arrivals and
/// services each draw from a stream of their own, so that a faster server meets the same customers at the same times.
/// </summary>
public static class MM1Queue
{
    private const double MeanInterval = 1.25, MeanService = 1, Customers = 20_000;

    public static void Run(TextWriter output)
    {
        Simulation env = new(randomSeed: 42);
        TimeSeriesMonitor use = new(env, 0), line = new(env, 0, "queue length", collect: true);
        SampleMonitor stay = new("time in the system", collect: true);
        Resource server = new(env) { Utilization = use, QueueLength = line, LeadTime = stay };
        env.Process(Arrivals(env, server));
        env.Run();

        double load = MeanService / MeanInterval;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"""
            M/M/1: {Customers} customers, mean interval {MeanInterval}, mean service {MeanService}

                             simulated     theory
            utilisation     {use.Mean,10:F4} {load,10:F4}
            queue length    {line.Mean,10:F4} {load * load / (1 - load),10:F4}
            time in system  {stay.Mean,10:F4} {MeanService / (1 - load),10:F4}


            """).ReplaceLineEndings("\n"));
        output.Write(line.Summarize(maxBins: 10, binWidth: 1));
        output.Write('\n');
        output.Write(stay.Summarize(maxBins: 10, histMin: 2, binWidth: 2));
    }

    private static IEnumerable<Event> Arrivals(Simulation env, Resource server)
    {
        StreamRandom arrivals = new(42, purpose: 1), services = new(42, purpose: 2);
        for (int i = 0; i < Customers; i++)
        {
            yield return env.TimeoutD(arrivals, EXP(MeanInterval));
            env.Process(Customer(env, server, services));
        }
    }

    private static IEnumerable<Event> Customer(Simulation env, Resource server, IRandom services)
    {
        using Request place = server.Request();
        yield return place;
        yield return env.TimeoutD(services, EXP(MeanService));
    }
}

using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>
/// Pairs of processes that hand a ball back and forth through two stores, without delays: 2 events a message, one for the put and one
/// for the get.
/// </summary>
internal sealed class PingPong
{
    private static readonly object _ball = new();
    private readonly Simulation _env = new();

    /// <param name="processes">Two to a pair; each holds one pending event.</param>
    public PingPong(int processes)
    {
        for (int i = 0; i < processes / 2; i++)
        {
            Store there = new(_env), back = new(_env);
            _env.Process(Play(there, back, serves: true));
            _env.Process(Play(back, there, serves: false));
        }

        Process(4L * processes);
    }

    /// <summary>Processes so many events.</summary>
    public long Process(long events)
    {
        for (long i = 0; i < events; i++) _env.Step();
        return events;
    }

    private static IEnumerable<Event> Play(Store mine, Store other, bool serves)
    {
        if (serves) yield return other.Put(_ball);
        while (true)
        {
            yield return mine.Get();
            yield return other.Put(_ball);
        }
    }
}

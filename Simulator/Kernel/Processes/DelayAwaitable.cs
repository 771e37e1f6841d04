namespace Fleek.Sim.Kernel;

/// <summary>A span of simulated time that an activity can await.</summary>
public readonly struct DelayAwaitable
{
    private readonly Simulation _simulation;
    private readonly long _nanoseconds;

    internal DelayAwaitable(Simulation simulation, long nanoseconds)
    {
        _simulation = simulation;
        _nanoseconds = nanoseconds;
    }

    /// <summary>The compiler suspends right after this: the span can wait in the simulation, not in the frame.</summary>
    public DelayAwaiter GetAwaiter()
    {
        _simulation.NextDelayNanoseconds = _nanoseconds;
        return new DelayAwaiter(_simulation);
    }
}

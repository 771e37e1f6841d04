using Fleek.Sim.Kernel;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>N waits pending at all times, each followed at once by another of the same exponential law.</summary>
internal abstract class HoldModel
{
    private const int DrawCount = 1 << 16;
    private const double MeanNanoseconds = 1e6;

    private static readonly long[] _draws = Draws();
    private int _next;

    /// <summary>How the processes are written.</summary>
    public abstract string Style { get; }

    protected Simulation Simulation { get; private set; } = new();

    /// <summary>Starts the processes in a new simulation and lets each wait for the first time.</summary>
    public void Begin(int pending)
    {
        Simulation = new Simulation();
        for (int i = 0; i < pending; i++) Start();
        Process(pending);
    }

    /// <summary>Processes so many events and returns how many.</summary>
    public long Process(long count)
    {
        for (long i = 0; i < count; i++) Simulation.Step();
        return count;
    }

    protected abstract void Start();

    /// <summary>Drawn beforehand: the events are measured, and not the logarithm.</summary>
    protected long NextNanoseconds() => _draws[_next++ & (DrawCount - 1)];

    private static long[] Draws()
    {
        RandomStream random = new(1, 1, 1);
        long[] draws = new long[DrawCount];
        for (int i = 0; i < DrawCount; i++) draws[i] = (long)(random.NextExponential() * MeanNanoseconds) + 1;
        return draws;
    }
}

using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.World;

/// <summary>Runs one cell of a plan with one seed. A run is single-threaded and touches nothing shared: run many in parallel.</summary>
public static class CellRunner
{
    /// <summary>
    /// The same (scenario, seed, inputs) gives the same result, trace and hash, on any thread and machine.
    /// Throws <see cref="InvariantViolationException"/> when the model breaks one of its own rules (a bug, never bad input),
    /// <see cref="ArgumentException"/> when inputs lack what the scenario needs, and <see cref="OperationCanceledException"/>.
    /// </summary>
    public static RunResult Run(
        Scenario scenario, ulong seed, WorldInputs inputs, ITraceSink? trace = null, CancellationToken cancel = default)
    {
        SimulatedWorld world = new(scenario, seed, Surroundings.Of(scenario, seed, inputs), trace);
        return world.Run(cancel);
    }

    /// <summary>As <see cref="Run"/>, and keeps what the observer asks for.</summary>
    public static RunResult Observe(
        Scenario scenario, ulong seed, WorldInputs inputs, RunObserver observer, CancellationToken cancel = default)
    {
        SimulatedWorld world = new(scenario, seed, Surroundings.Of(scenario, seed, inputs), observer.Trace, observer);
        return world.Run(cancel);
    }

    /// <summary>
    /// As <see cref="Observe"/>, but runs only what is due before <paramref name="until"/> and leaves the rest: nothing is settled.
    /// </summary>
    public static RunState RunUntil(
        Scenario scenario, ulong seed, WorldInputs inputs, RunObserver observer, Instant until, CancellationToken cancel = default)
    {
        SimulatedWorld world = new(scenario, seed, Surroundings.Of(scenario, seed, inputs), observer.Trace, observer);
        return world.RunUntil(until, cancel);
    }
}

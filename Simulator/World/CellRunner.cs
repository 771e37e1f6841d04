using Fleek.Core.Payments;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World.Population;
using Fleek.Sim.World.Studies;
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
        Scenario scenario, ulong seed, WorldInputs inputs, ITraceSink? trace = null, CancellationToken cancel = default) =>
        RunTogether(scenario, seed, inputs, trace, accountsTogether: 1, cancel);

    /// <param name="accountsTogether">Accounts that run together, in the order of time; the result does not depend on it.</param>
    internal static RunResult RunTogether(
        Scenario scenario, ulong seed, WorldInputs inputs, ITraceSink? trace, int accountsTogether, CancellationToken cancel = default)
    {
        if (scenario.IsStudy) return Study.Run(scenario, seed, inputs, null, cancel);
        // A trace tells of every message, and real cryptography makes every message: nothing of it is fast-forwarded.
        if (trace is not null || scenario.Cryptography.Mode == CryptographyMode.Real) scenario = scenario with { FastForward = false };
        using SimulatedWorld world = new(
            scenario, seed, Surroundings.Of(scenario, seed, inputs), trace, accountsTogether, costs: inputs.Costs);
        return world.Run(cancel);
    }

    /// <summary>As <see cref="Run"/>, and keeps what the observer asks for.</summary>
    public static RunResult Observe(
        Scenario scenario, ulong seed, WorldInputs inputs, RunObserver observer, CancellationToken cancel = default)
    {
        if (scenario.IsStudy) return Study.Run(scenario, seed, inputs, observer, cancel);
        if (observer.Trace is not null || scenario.Cryptography.Mode == CryptographyMode.Real) scenario = scenario with { FastForward = false };
        using SimulatedWorld world = Watched(scenario, seed, inputs, observer);
        return world.Run(cancel);
    }

    /// <summary>As <see cref="Run"/>, and keeps how each account ended.</summary>
    public static RunResult RunKeepingAccounts(Scenario scenario, ulong seed, WorldInputs inputs, CancellationToken cancel = default)
    {
        if (scenario.Cryptography.Mode == CryptographyMode.Real) scenario = scenario with { FastForward = false };
        using SimulatedWorld world = new(
            scenario, seed, Surroundings.Of(scenario, seed, inputs), trace: null, accountsTogether: 1, costs: inputs.Costs);
        return world.Run(cancel) with { Accounts = world.Outcomes() };
    }

    /// <summary>As <see cref="Run"/>, and counts how commits trigger other nodes' commits.</summary>
    /// <exception cref="ArgumentException">The commit rule's batches do not follow the balance, so that nothing triggers anything.</exception>
    public static RunResult RunCountingCascades(Scenario scenario, ulong seed, WorldInputs inputs, CancellationToken cancel = default)
    {
        if (scenario.Payments.Commit.Kind != CommitRuleKind.Proportional)
            throw new ArgumentException("only batches that follow the balance make cascades", nameof(scenario));
        using SimulatedWorld world = new(scenario with { FastForward = false }, seed, Surroundings.Of(scenario, seed, inputs), trace: null,
            accountsTogether: 1, costs: inputs.Costs);
        world.CountCascades();
        return world.Run(cancel) with { CascadeSizes = world.CascadeSizes() };
    }

    /// <summary>
    /// As <see cref="Observe"/>, but runs only what is due before <paramref name="until"/> and leaves the rest: nothing is settled.
    /// </summary>
    public static RunState RunUntil(
        Scenario scenario, ulong seed, WorldInputs inputs, RunObserver observer, Instant until, CancellationToken cancel = default)
    {
        scenario = scenario with { FastForward = false };
        using SimulatedWorld world = Watched(scenario, seed, inputs, observer);
        return world.RunUntil(until, cancel);
    }

    private static SimulatedWorld Watched(Scenario scenario, ulong seed, WorldInputs inputs, RunObserver observer) =>
        new(scenario, seed, Surroundings.Of(scenario, seed, inputs), observer.Trace, accountsTogether: 1, observer, inputs.Costs);
}

using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;

namespace Fleek.Sim.Cli.Checking;

/// <summary>Runs one task; with an observer where somebody watches.</summary>
internal delegate RunResult Simulation(RunTask task, RunObserver? observer, CancellationToken cancel);

/// <summary>The simulation of this build.</summary>
internal static class ThisBuild
{
    public static Simulation With(InputFiles inputs) => (task, observer, cancel) => observer is null
        ? CellRunner.Run(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), null, cancel)
        : CellRunner.Observe(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), observer, cancel);
}

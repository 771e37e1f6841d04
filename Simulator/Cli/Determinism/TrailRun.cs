using System.Runtime;
using Fleek.Scenarios.Measuring;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.World;
using Fleek.Sim.World.Tracing;

namespace Fleek.Sim.Cli.Determinism;

/// <summary>One way to run a task, keeping its trail and, of one interval, every effect.</summary>
internal delegate RunTrail TrailRun(RunTask task, EffectInterval? record, CancellationToken cancel);

/// <summary>The way of every other verb: in this process, on this thread.</summary>
internal static class InProcess
{
    public static TrailRun With(InputFiles inputs) => (task, record, cancel) => Run(
        task, inputs, new RunObserver { Ladder = new TraceLadder(), Recorder = record is { } i ? new EffectRecorder(i) : null }, cancel);

    internal static RunTrail Run(RunTask task, InputFiles inputs, RunObserver observer, CancellationToken cancel)
    {
        RunResult result = CellRunner.Observe(task.Cell.Scenario, task.Seed, inputs.Of(task.Cell.Scenario), observer, cancel);
        return new RunTrail(task.Seed, result, observer.Ladder!, observer.Recorder?.Effects ?? [], GCSettings.IsServerGC);
    }
}

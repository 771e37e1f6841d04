using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Sim.World;

namespace Fleek.Benchmarks.Scorecard;

/// <summary>Processor time of whole runs.</summary>
internal static class Timings
{
    /// <summary>Runs a scenario after a second of it that warms up.</summary>
    public static (RunResult Result, double Seconds) Of(Scenario scenario)
    {
        CellRunner.Run(scenario with { Duration = Duration.FromSeconds(1) }, 1, WorldInputs.None);
        TimeSpan before = Stopwatches.ProcessorTime;
        RunResult result = CellRunner.Run(scenario, 1, WorldInputs.None);
        return (result, (Stopwatches.ProcessorTime - before).TotalSeconds);
    }
}

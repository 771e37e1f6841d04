using System.Runtime.InteropServices;
using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Checking;

/// <summary>Judges runs of a plan by a baseline: by hash first, and by statistics only where hashes differ.</summary>
/// <param name="run">Runs the whole plan.</param>
/// <param name="watch">Runs one task again where runs differ, to find where.</param>
internal sealed class Gate(
    GatePlan plan, Baseline baseline, Func<IReadOnlyDictionary<RunKey, RunResult>> run, Simulation watch)
{
    public static string Architecture => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    /// <param name="report">What is known before anything was run.</param>
    /// <exception cref="BaselineException">The plan is another one, or the runs cannot be compared.</exception>
    public GateReport Judge(GateReport report, IReadOnlyList<string> measures)
    {
        BaselinePairs.RequireSamePlan(plan.Plan, baseline);
        IReadOnlyList<CellPair> pairs = BaselinePairs.Pair(plan.Plan, baseline, run());
        ComparisonReport found = Comparison.Judge(pairs, measures, plan.Tolerance, report.Level);
        report = report with { Baseline = baseline, Found = found };
        if (found.Unchanged) return report;
        if (baseline.Architecture != Architecture)
        {
            throw new BaselineException(
                $"{found.Differing} of {found.Runs} runs differ, and the baseline is of another platform "
                + $"({baseline.Architecture}; this is {Architecture})", "check it where it was accepted, or accept one here");
        }
        DivergenceFinder finder = new(plan.Plan, baseline, watch, plan.ReplayFlags);
        return report with { Divergence = finder.Find(pairs, measures) };
    }
}

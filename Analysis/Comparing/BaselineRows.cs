using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Comparing;

/// <summary>Makes a baseline of the runs of a plan.</summary>
public static class BaselineRows
{
    /// <param name="runs">Of every cell and seed of the plan.</param>
    /// <param name="decisions">By cell, of its run with the first seed; those that are absent are not kept.</param>
    /// <param name="engine">Fingerprint and version of the build that ran it.</param>
    /// <exception cref="BaselineException">A run is missing.</exception>
    public static Baseline Make(
        Plan plan, IReadOnlyDictionary<RunKey, RunResult> runs, IReadOnlyDictionary<string, DecisionRungs> decisions,
        (string Fingerprint, string Version, string Architecture) engine, string reason, string? date)
    {
        int missing = plan.Cells.Sum(c => plan.Seeds.Count(s => !runs.ContainsKey(new(c.Id, s))));
        if (missing > 0)
            throw new BaselineException($"{missing} of {plan.Runs} runs of {plan.Name} are missing or failed", "a baseline has all of them");
        HashSet<string> kept = [.. plan.Measures];
        return new()
        {
            Scenario = plan.Name,
            Plan = plan.Hash,
            Grid = plan.Axes.Count > 0,
            Reason = reason,
            Date = date,
            Engine = engine.Fingerprint,
            Version = engine.Version,
            Architecture = engine.Architecture,
            Seeds = plan.Seeds,
            Measures = plan.Measures,
            Cells =
            [
                .. plan.Cells.Select(cell => new BaselineCell(
                    cell.Id,
                    [.. plan.Axes.Zip(cell.Coordinates, (a, c) => (a.Path, c.Text))],
                    decisions.GetValueOrDefault(cell.Id),
                    [.. plan.Seeds.Select(seed => Kept(runs[new(cell.Id, seed)], kept))])),
            ],
        };
    }

    private static RunResult Kept(RunResult run, HashSet<string> measures) => new(
        run.Measures.Where(m => measures.Contains(m.Key)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal),
        run.TraceHash, 0, 0) { DecisionHash = run.DecisionHash };
}

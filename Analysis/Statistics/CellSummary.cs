using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Statistics;

/// <summary>What the finished runs of one cell say together.</summary>
/// <param name="Runs">Finished runs; fewer than the plan's seeds while some failed or are missing.</param>
/// <param name="Measures">The plan's measures first, in its order, then all others that a run of the plan reported.</param>
/// <param name="TraceHash">16 hex digits over (seed, trace hash) of the finished runs in seed order; empty without runs.</param>
public sealed record CellSummary(Cell Cell, int Runs, IReadOnlyList<MeasureSummary> Measures, string TraceHash)
{
    /// <summary>The measure of that name, or null where no run of the plan reported it.</summary>
    public MeasureSummary? Find(string measure) => Measures.FirstOrDefault(m => m.Name == measure);
}

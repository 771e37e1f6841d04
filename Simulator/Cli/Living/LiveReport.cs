using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Live.Runs;

namespace Fleek.Sim.Cli.Living;

/// <summary>A live run beside what was predicted of it.</summary>
/// <param name="Cells">The one cell, of the one live run.</param>
internal sealed record LiveReport(Plan Plan, IReadOnlyList<CellSummary> Cells, LivePrediction Prediction, LiveOutcome Outcome);

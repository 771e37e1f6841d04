using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>Two runs of one cell with one seed: before and now.</summary>
public sealed record PairedRun(ulong Seed, RunResult Old, RunResult New)
{
    /// <summary>
    /// Did the same, and counted the same: one trace, or of runs of which one was fast-forwarded one sequence of decisions, and the
    /// same bits of these measures.
    /// </summary>
    public bool IsSame(IReadOnlyList<string> measures) =>
        (Old.TraceHash == New.TraceHash || (Old.DecisionHash != 0 && Old.DecisionHash == New.DecisionHash))
        && measures.All(m => Bits(Old, m) == Bits(New, m));

    private static (long Value, long Sd, long N)? Bits(RunResult run, string measure) =>
        run.Measures.TryGetValue(measure, out MeasureValue v)
            ? (BitConverter.DoubleToInt64Bits(v.Value), BitConverter.DoubleToInt64Bits(v.Sd), v.N)
            : null;
}

using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>One measure of one cell, before and now.</summary>
/// <param name="OldRuns">What the runs before observed, in the order of seeds.</param>
/// <param name="NewRuns">What those now did.</param>
/// <param name="Tolerance">The largest difference that is nobody's business, in the measure's unit.</param>
public sealed record ComparedMeasure(
    CellPair Cell, MeasureDefinition Measure, IReadOnlyList<MeasureValue> OldRuns, IReadOnlyList<MeasureValue> NewRuns, double Tolerance)
{
    /// <summary>Over the runs before, with its own interval.</summary>
    public MeasureSummary Old => CellStatistics.Summarise(Measure.Name, Measure.Estimator, OldRuns);

    public MeasureSummary New => CellStatistics.Summarise(Measure.Name, Measure.Estimator, NewRuns);

    /// <summary>Null where a run observed it on one side alone.</summary>
    public DifferenceTest? Test { get; init; }

    /// <summary>Chance of a difference this bad where nothing changed, adjusted for all tests together; of a measure without a better
    /// side, of one this large.</summary>
    public double AdjustedP { get; init; } = 1;

    public ChangeVerdict Verdict { get; init; }

    /// <summary>About how many seeds would tell; null where that is no matter of seeds.</summary>
    public int? SeedsSuggested { get; init; }

    /// <summary>The difference counted towards the bad side: positive is worse.</summary>
    internal double Worsening => Bad * (Test?.Difference ?? 0);

    /// <summary>The 95 % interval's end nearest to good, counted towards the bad side.</summary>
    internal double? LeastWorsening => Test?.Interval is { } i ? (Bad > 0 ? i.Low : -i.High) : null;

    internal double? MostWorsening => Test?.Interval is { } i ? (Bad > 0 ? i.High : -i.Low) : null;

    /// <summary>A share of so many units, or a plain number.</summary>
    public bool IsShare => Measure.Estimator == Estimator.Proportion;

    private int Bad => Measure.Direction == Direction.HigherIsBetter ? -1 : 1;
}

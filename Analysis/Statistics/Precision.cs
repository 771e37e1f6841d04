using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Statistics;

/// <summary>What some runs of a cell say of a goal.</summary>
/// <param name="HalfWidth">Half of the 95 % interval as a share of the mean; null where the mean is zero or unknown.</param>
public readonly record struct Precision(PrecisionState State, double? HalfWidth)
{
    /// <summary>By the interval that tables show of these runs. <see cref="PrecisionState.Exhausted"/> is for the caller to say.</summary>
    /// <param name="runs">Values of the goal's measure; those of runs that observed nothing are left out.</param>
    public static Precision Of(PrecisionGoal goal, IReadOnlyList<MeasureValue> runs)
    {
        MeasureValue[] known = [.. runs.Where(r => !double.IsNaN(r.Value))];
        MeasureSummary found = CellStatistics.Summarise(goal.Measure, Measures.Get(goal.Measure).Estimator, known);
        if (found.Mean is not { } mean) return new(PrecisionState.Unobserved, null);
        if (found is not { Low: { } low, High: { } high }) return new(PrecisionState.Open, null);
        if (found.Estimator == Estimator.Proportion && high <= goal.Negligible) return new(PrecisionState.Negligible, Share(low, high, mean));
        if (mean == 0) return new(IsNothing(goal, known) ? PrecisionState.Negligible : PrecisionState.Open, null);
        double share = Share(low, high, mean)!.Value;
        return new(share <= goal.Share ? PrecisionState.Reached : PrecisionState.Open, share);
    }

    /// <summary>
    /// Where every unit is zero there is no spread to judge by, and its interval of no width says nothing. What is known is a bound on
    /// the share of units that are not.
    /// </summary>
    private static bool IsNothing(PrecisionGoal goal, MeasureValue[] known)
    {
        long units = known.Sum(r => r.N);
        return units > 0 && known.All(r => r.Value == 0 && !(r.Sd > 0)) && ProportionInterval.ZeroEventUpperBound(units) <= goal.Negligible;
    }

    private static double? Share(double low, double high, double mean) => mean == 0 ? null : (high - low) / 2 / Math.Abs(mean);
}

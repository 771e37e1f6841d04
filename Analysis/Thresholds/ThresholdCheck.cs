using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Thresholds;

/// <summary>
/// Runs of a cell under the threshold that was found, with seeds that did not find it: does the share of negative accounts, and does the
/// overshoot, agree with the runs without a threshold?
/// </summary>
/// <param name="Needed">What was found; its value is the threshold of these runs.</param>
/// <param name="Foretold">Share of the accounts without a threshold that overshoot it.</param>
/// <param name="Sample">The accounts of these runs.</param>
/// <param name="Stranded">What is left on accounts that all nodes froze, in chunk prices per account.</param>
/// <param name="Shift">Of the mean overshoot, in chunk prices, with its error; null where neither set of runs varies.</param>
public sealed record ThresholdCheck(
    ThresholdCurve Curve, NeededThreshold Needed, double Foretold, OvershootSample Sample, MeasureSummary Stranded, WelchTest? Shift)
{
    /// <summary>A false alarm in any of a set of checks has at most this chance.</summary>
    public const double FamilyLevel = 0.01;

    public CheckVerdict Verdict { get; init; }

    /// <summary>Accounts that ended below zero.</summary>
    public int Negative => Sample.NegativeAt(Needed.Value);

    /// <summary>Exact two-sided chance of shares so different where they are the same (Fisher).</summary>
    public double PValueOfRate { get; } = TwoSided(
        Curve.Sample.NegativeAt(Needed.Value), Curve.Sample.Accounts, Sample.NegativeAt(Needed.Value), Sample.Accounts);

    /// <summary>Two-sided chance of so large a shift where there is none.</summary>
    public double PValueOfShift { get; } =
        Shift is null ? 1 : Math.Min(1, 2 * Math.Min(Shift.PValueOfIncrease, Shift.PValueOfDecrease));

    /// <param name="runs">Under the threshold, in seed order, with their accounts.</param>
    public static ThresholdCheck Of(ThresholdCurve curve, NeededThreshold needed, IReadOnlyList<RunResult> runs)
    {
        OvershootSample sample = OvershootSample.Of(runs, needed.Value, curve.Sample.Price);
        double foretold = (double)curve.Sample.NegativeAt(needed.Value) / curve.Sample.Accounts;
        return new(curve, needed, foretold, sample, ThresholdCurve.Summary(runs, Measures.Stranded),
            WelchTest.Of(curve.Sample.Group, sample.Group));
    }

    /// <summary>Judges a set of checks together (Holm).</summary>
    public static IReadOnlyList<ThresholdCheck> Judge(IReadOnlyList<ThresholdCheck> checks)
    {
        IReadOnlyList<double> adjusted = Holm.Adjust([.. checks.Select(c => c.PValueOfRate), .. checks.Select(c => c.PValueOfShift)]);
        return [.. checks.Select((check, i) => check with
        {
            Verdict = adjusted[i] <= FamilyLevel ? CheckVerdict.Fails
                : adjusted[checks.Count + i] <= FamilyLevel ? CheckVerdict.Moves : CheckVerdict.Holds,
        })];
    }

    private static double TwoSided(int oldEvents, int oldUnits, int newEvents, int newUnits) => Math.Min(1, 2 * Math.Min(
        FisherExact.PValueOfIncrease(oldEvents, oldUnits, newEvents, newUnits),
        FisherExact.PValueOfIncrease(newEvents, newUnits, oldEvents, oldUnits)));
}

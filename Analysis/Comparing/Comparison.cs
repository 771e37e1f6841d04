using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>
/// Judges runs before and now, paired by seed. One chance of a false alarm holds for all measures of all cells together: S. Holm,
/// 1979.
/// </summary>
public static class Comparison
{
    /// <summary>Chance that anything is called worse where nothing has changed.</summary>
    public const double FamilyLevel = 0.01;

    /// <summary>Of the measure before, where a scenario says nothing else.</summary>
    public const double DefaultTolerance = 0.05;

    /// <summary>Chance to miss what a suggested number of seeds is to find.</summary>
    private const double Miss = 0.05;

    /// <param name="measures">Those to judge, by name; one that no run observed is left out.</param>
    /// <param name="tolerance">By a measure's name the share of its old value that is tolerated.</param>
    /// <param name="level">Chance of a false alarm for all of this; less than <see cref="FamilyLevel"/> where it is a part of more.</param>
    public static ComparisonReport Judge(
        IReadOnlyList<CellPair> cells, IReadOnlyList<string> measures, Func<string, double> tolerance, double level = FamilyLevel)
    {
        List<ComparedMeasure> rows = [];
        foreach (CellPair cell in cells)
            foreach (string name in measures)
                if (Compare(cell, Measures.Get(name), tolerance(name)) is { } row) rows.Add(row);
        PairedRun[] runs = [.. cells.SelectMany(c => c.Runs)];
        // Equal pairs are no test: whatever the law, their sign can tell nothing.
        int[] family = [.. Enumerable.Range(0, rows.Count).Where(i => Gated(rows[i]) && rows[i].Test is { AllEqual: false })];
        double[] worse = Adjusted(rows, family, bad: true), better = Adjusted(rows, family, bad: false);
        for (int i = 0; i < rows.Count; i++)
        {
            int place = Array.IndexOf(family, i);
            rows[i] = place < 0 ? Ungated(rows[i], level) : Gated(rows[i], (worse[place], better[place]), family.Length, level);
        }

        return new(rows, runs.Length, runs.Count(r => !r.IsSame(measures)), family.Length);
    }

    /// <summary>Fewest seeds with which anything can be called worse, where the randomisation test decides.</summary>
    public static int FewestSeeds(int tests, double level = FamilyLevel) => SignFlip.FewestPairs(level / Math.Max(1, tests));

    private static bool Gated(ComparedMeasure row) => row.Measure.Direction != Direction.Neutral;

    private static double[] Adjusted(List<ComparedMeasure> rows, int[] family, bool bad) =>
        [.. Holm.Adjust([.. family.Select(i => Math.Clamp(bad ? PWorse(rows[i]) : PBetter(rows[i]), 0, 1))])];

    private static double PWorse(ComparedMeasure row) =>
        row.Measure.Direction == Direction.HigherIsBetter ? row.Test!.PDecrease : row.Test!.PIncrease;

    private static double PBetter(ComparedMeasure row) =>
        row.Measure.Direction == Direction.HigherIsBetter ? row.Test!.PIncrease : row.Test!.PDecrease;

    private static ComparedMeasure? Compare(CellPair cell, MeasureDefinition measure, double tolerance)
    {
        List<MeasureValue> old = [], recent = [];
        int oneSided = 0;
        foreach (PairedRun run in cell.Runs)
        {
            MeasureValue? before = Value(run.Old, measure.Name), now = Value(run.New, measure.Name);
            if (before is null != now is null) oneSided++;
            if (before is { } b) old.Add(b);
            if (now is { } n) recent.Add(n);
        }

        if (old.Count == 0 && recent.Count == 0) return null;
        ComparedMeasure row = new(cell, measure, old, recent, tolerance * Math.Abs(Mean(measure.Estimator, old)));
        return oneSided > 0 ? row with { Verdict = ChangeVerdict.Incomparable }
            : row with { Test = DifferenceTest.Of(measure.Estimator, cell.AccountsApart, old, recent) };
    }

    /// <summary>Over units where there are such, else over runs; 0 where nothing was observed, of which no share is tolerated.</summary>
    private static double Mean(Estimator estimator, List<MeasureValue> runs)
    {
        double units = runs.Sum(r => (double)r.N);
        if (runs.Count == 0 || (estimator != Estimator.RunMean && units == 0)) return 0;
        return estimator == Estimator.RunMean ? runs.Average(r => r.Value) : runs.Sum(r => r.Value * r.N) / units;
    }

    private static MeasureValue? Value(RunResult run, string measure) =>
        run.Measures.TryGetValue(measure, out MeasureValue v) && double.IsFinite(v.Value) ? v : null;

    /// <summary>Without a better side nothing fails; without a difference nothing is to be judged.</summary>
    private static ComparedMeasure Ungated(ComparedMeasure row, double level)
    {
        if (row.Test is not { } test || test.AllEqual) return row;
        double p = Math.Min(1, 2 * Math.Min(test.PIncrease, test.PDecrease));
        return row with { AdjustedP = p, Verdict = p <= level ? ChangeVerdict.Different : ChangeVerdict.Unchanged };
    }

    private static ComparedMeasure Gated(ComparedMeasure row, (double Worse, double Better) p, int tests, double level)
    {
        DifferenceTest test = row.Test!;
        row = row with { AdjustedP = p.Worse };
        if (p.Worse <= level && row.LeastWorsening is > 0)
            return row with { Verdict = row.Worsening > row.Tolerance ? ChangeVerdict.Worse : ChangeVerdict.Tolerated };
        if (p.Better <= level && row.MostWorsening is < 0) return row with { Verdict = ChangeVerdict.Better };
        if (row.MostWorsening is { } most && most <= row.Tolerance) return row with { Verdict = ChangeVerdict.Unchanged };
        bool hopeless = test.Method == TestMethod.Randomisation && test.Pairs < FewestSeeds(tests, level);
        bool looksWorse = row.Worsening > row.Tolerance;
        return row with
        {
            Verdict = hopeless && looksWorse ? ChangeVerdict.TooFewSeeds : ChangeVerdict.Inconclusive,
            SeedsSuggested = Suggested(row, tests, level),
        };
    }

    /// <summary>Seeds by which this difference, were it true, would be certain; or that of the tolerance, where it is smaller.</summary>
    private static int? Suggested(ComparedMeasure row, int tests, double level)
    {
        if (row.Test is not { Interval: { } interval } test) return FewestSeeds(tests, level);
        double error = (interval.High - interval.Low) / (2 * NormalApproximation.UpperQuantile(0.025));
        double find = Math.Abs(row.Worsening - row.Tolerance);
        double sure = NormalApproximation.UpperQuantile(level / tests) + NormalApproximation.UpperQuantile(Miss);
        double seeds = find == 0 ? double.PositiveInfinity : test.Pairs * Math.Pow(sure * error / find, 2);
        return seeds > 1_000_000 ? null : Math.Max(FewestSeeds(tests, level), (int)Math.Ceiling(Math.Max(seeds, test.Pairs + 1)));
    }
}

using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>The difference of one measure in one cell, new less old, and how sure it is.</summary>
/// <param name="Interval">Two-sided, 95 %; null where there is one pair alone.</param>
/// <param name="PIncrease">The chance of a difference this high or higher where nothing has changed.</param>
/// <param name="PDecrease">The same downwards.</param>
/// <param name="Pairs">Seeds of which both runs observed something.</param>
/// <param name="AllEqual">No pair differs.</param>
public sealed record DifferenceTest(
    double Difference, Interval? Interval, double PIncrease, double PDecrease, TestMethod Method, int Pairs, bool AllEqual)
{
    /// <summary>From so many pairs on the randomisation test alone decides: it supposes nothing of the runs.</summary>
    public const int PairsForRandomisation = 16;

    private const int PairsForStudent = 5, AccountsForWelch = 100;

    /// <param name="old">Of at least one pair, in the order of seeds; each a number.</param>
    /// <param name="recent">Of the same seeds.</param>
    public static DifferenceTest Of(
        Estimator estimator, bool accountsApart, IReadOnlyList<MeasureValue> old, IReadOnlyList<MeasureValue> recent)
    {
        double[] differences = Differences(estimator, old, recent);
        bool equal = differences.All(d => d == 0);
        if (equal) return new(0, new(0, 0), 1, 1, TestMethod.Randomisation, old.Count, true);
        if (old.Count < PairsForRandomisation && accountsApart)
        {
            if (estimator == Estimator.Proportion) return Fisher(old, recent);
            if (estimator == Estimator.UnitMean && Welch(old, recent) is { } welch) return welch;
        }

        return OfSeeds(Scale(estimator, differences, old), differences, equal);
    }

    /// <summary>Whole numbers of events where both runs counted as many units: then the randomisation test is exact.</summary>
    private static double[] Differences(Estimator estimator, IReadOnlyList<MeasureValue> old, IReadOnlyList<MeasureValue> recent)
    {
        bool events = estimator == Estimator.Proportion && CountsAlike(old) && CountsAlike(recent) && old[0].N == recent[0].N;
        return [.. recent.Zip(old, (n, o) => events ? Events(n) - Events(o) : n.Value - o.Value)];
    }

    private static double Scale(Estimator estimator, double[] differences, IReadOnlyList<MeasureValue> old) =>
        estimator == Estimator.Proportion && CountsAlike(old) && differences.All(d => d == Math.Floor(d)) ? old[0].N : 1;

    private static bool CountsAlike(IReadOnlyList<MeasureValue> values) => values.All(v => v.N == values[0].N && v.N > 0);

    private static long Events(MeasureValue share) => (long)Math.Round(share.Value * share.N);

    private static DifferenceTest OfSeeds(double scale, double[] differences, bool equal)
    {
        Interval? interval = null;
        PairedDifference? student = differences.Length < 2 ? null : PairedDifference.Of(differences);
        if (student?.IntervalAt(0.05) is { } found) interval = new(found.Low / scale, found.High / scale);
        double difference = differences.Average() / scale;
        // Equal or absent differences are signs of a grid of few values, on which Student's law is much too sure.
        bool smooth = differences.All(d => d != 0) && differences.Select(Math.Abs).Distinct().Count() == differences.Length;
        if (student is not null && smooth && differences.Length is >= PairsForStudent and < PairsForRandomisation)
        {
            double up = student.PValueOfIncrease;
            return new(difference, interval, up, (student with { Mean = -student.Mean }).PValueOfIncrease,
                TestMethod.PairedStudent, differences.Length, equal);
        }

        return new(difference, interval, SignFlip.PValueOfIncrease(differences),
            SignFlip.PValueOfIncrease([.. differences.Select(d => -d)]), TestMethod.Randomisation, differences.Length, equal);
    }

    private static DifferenceTest Fisher(IReadOnlyList<MeasureValue> old, IReadOnlyList<MeasureValue> recent)
    {
        long before = old.Sum(Events), now = recent.Sum(Events), unitsBefore = old.Sum(v => v.N), units = recent.Sum(v => v.N);
        return new(
            ((double)now / units) - ((double)before / unitsBefore), FisherExact.Difference(before, unitsBefore, now, units),
            FisherExact.PValueOfIncrease(before, unitsBefore, now, units),
            FisherExact.PValueOfIncrease(now, units, before, unitsBefore),
            TestMethod.FisherOfAccounts, old.Count, false);
    }

    private static DifferenceTest? Welch(IReadOnlyList<MeasureValue> old, IReadOnlyList<MeasureValue> recent)
    {
        if (old.Concat(recent).Any(v => double.IsNaN(v.Sd) && v.N > 1)) return null;
        PooledMean.Group before = PooledMean.Together([.. old.Select(Group)]), now = PooledMean.Together([.. recent.Select(Group)]);
        if (Math.Min(before.N, now.N) < AccountsForWelch || WelchTest.Of(before, now) is not { } test) return null;
        return new(test.Difference, test.Interval, test.PValueOfIncrease, test.PValueOfDecrease,
            TestMethod.WelchOfAccounts, old.Count, false);
    }

    private static PooledMean.Group Group(MeasureValue v) => new(v.N, v.Value, v.Sd);
}

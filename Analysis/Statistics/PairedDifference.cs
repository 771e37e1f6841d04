using Fleek.Analysis.Theory;
using MathNet.Numerics.Distributions;

namespace Fleek.Analysis.Statistics;

/// <summary>Differences of pairs with the same seed, new less old, by Student's t.</summary>
/// <param name="Mean">Mean difference.</param>
/// <param name="StandardError">Of the mean; 0 where all differences are equal.</param>
/// <param name="Pairs">At least 2.</param>
public sealed record PairedDifference(double Mean, double StandardError, long Pairs)
{
    /// <exception cref="OutOfDomainException">Fewer than two pairs, or a value that is not finite.</exception>
    public static PairedDifference Of(IReadOnlyList<double> oldValues, IReadOnlyList<double> newValues)
    {
        Require.That(oldValues.Count == newValues.Count, $"{oldValues.Count} old and {newValues.Count} new values make no pairs");
        return Of([.. newValues.Zip(oldValues, (n, o) => n - o)]);
    }

    /// <exception cref="OutOfDomainException">Fewer than two differences, or one that is not finite.</exception>
    public static PairedDifference Of(IReadOnlyList<double> differences)
    {
        Require.That(differences.Count >= 2, $"a deviation takes at least two pairs, not {differences.Count}");
        Require.That(differences.All(double.IsFinite), "every difference must be a finite number");
        double origin = differences[0], n = differences.Count;
        double mean = origin + (differences.Sum(d => d - origin) / n);
        double variance = differences.Sum(d => (d - mean) * (d - mean)) / (n - 1);
        // Equal differences have no error; rounding must not make one.
        return differences.All(d => d == origin) ? new(origin, 0, differences.Count)
            : new(mean, Math.Sqrt(variance / n), differences.Count);
    }

    /// <summary>The chance of a mean this high or higher where there is no difference.</summary>
    public double PValueOfIncrease
    {
        get
        {
            if (StandardError == 0) return Mean > 0 ? 0 : 1;
            // The lower tail of the negative: the upper tail as one minus would lose its digits.
            return StudentT.CDF(0, 1, Pairs - 1, -Mean / StandardError);
        }
    }

    /// <summary>The two-sided interval of the mean difference that misses it with probability alpha.</summary>
    public Interval IntervalAt(double alpha)
    {
        Require.Inside(alpha, 0, 1);
        double half = -StudentT.InvCDF(0, 1, Pairs - 1, alpha / 2) * StandardError;
        return new(Mean - half, Mean + half);
    }
}

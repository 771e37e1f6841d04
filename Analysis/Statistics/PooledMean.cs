using MathNet.Numerics.Distributions;

namespace Fleek.Analysis.Statistics;

/// <summary>Means with Student's t intervals.</summary>
public static class PooledMean
{
    /// <summary>One group of units, such as the accounts of one run.</summary>
    /// <param name="Sd">Sample standard deviation inside the group; not used where <paramref name="N"/> is 1.</param>
    public readonly record struct Group(long N, double Mean, double Sd);

    /// <summary>
    /// The mean over all units of all groups and its 95 % interval, as if the units had been given one by one.
    /// The interval is null where there are fewer than two units or a group does not state its deviation.
    /// </summary>
    public static (double Mean, long N, Interval? Interval) OverUnits(IReadOnlyList<Group> groups)
    {
        (double mean, long n, double squares) = Pool(groups);
        if (n < 2 || double.IsNaN(squares)) return (mean, n, null);
        return (mean, n, Student(mean, Math.Sqrt(squares / (n - 1)), n));
    }

    /// <summary>All units of all groups as one group.</summary>
    public static Group Together(IReadOnlyList<Group> groups)
    {
        (double mean, long n, double squares) = Pool(groups);
        return new(n, mean, n > 1 ? Math.Sqrt(squares / (n - 1)) : double.NaN);
    }

    /// <summary>The mean over runs and its 95 % interval over runs; null interval for one run.</summary>
    public static (double Mean, long N, Interval? Interval) OverRuns(IReadOnlyList<double> values)
    {
        if (values.Count == 0) return (double.NaN, 0, null);
        // Equal values have no error at all: summing and dividing could make one in the last digit.
        if (values.All(v => v.Equals(values[0])))
            return (values[0], values.Count, values.Count > 1 ? new Interval(values[0], values[0]) : null);
        double origin = values[0];
        double mean = origin + (values.Sum(v => v - origin) / values.Count);
        double variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        return (mean, values.Count, Student(mean, Math.Sqrt(variance), values.Count));
    }

    private static (double Mean, long N, double Squares) Pool(IReadOnlyList<Group> groups)
    {
        long n = groups.Sum(g => g.N);
        if (n == 0) return (double.NaN, 0, double.NaN);
        // Around the first mean: subtracting it keeps the digits of means that are large against their differences.
        double origin = groups[0].Mean;
        double mean = origin + (groups.Sum(g => g.N * (g.Mean - origin)) / n);
        double squares = groups.Sum(g => (g.N > 1 ? (g.N - 1) * g.Sd * g.Sd : 0) + (g.N * (g.Mean - mean) * (g.Mean - mean)));
        return (mean, n, squares);
    }

    private static Interval Student(double mean, double sd, long n)
    {
        double half = StudentT.InvCDF(0, 1, n - 1, 0.975) * sd / Math.Sqrt(n);
        return new(mean - half, mean + half);
    }
}

using MathNet.Numerics.Distributions;

namespace Fleek.Analysis.Statistics;

/// <summary>Intervals for a share: <c>events</c> out of <c>units</c> independent units.</summary>
public static class ProportionInterval
{
    private const double Tail = 0.025;

    /// <summary>
    /// The exact 95 % interval of Clopper and Pearson (1934): it covers the true share in at least 95 % of repetitions.
    /// Zero units give [0, 1].
    /// </summary>
    public static Interval ClopperPearson(long events, long units)
    {
        Check(events, units);
        if (units == 0) return new(0, 1);
        double low = events == 0 ? 0 : Quantile(events, units - events + 1, Tail);
        double high = events == units ? 1 : Quantile(events + 1, units - events, 1 - Tail);
        return new(low, high);
    }

    /// <summary>Jeffreys' 95 % interval: nearer to 95 % on average than the exact one, sometimes below it. For display.</summary>
    public static Interval Jeffreys(long events, long units)
    {
        Check(events, units);
        if (units == 0) return new(0, 1);
        double a = events + 0.5, b = units - events + 0.5;
        return new(events == 0 ? 0 : Quantile(a, b, Tail), events == units ? 1 : Quantile(a, b, 1 - Tail));
    }

    /// <summary>
    /// One-sided exact 95 % upper bound of the share when no event was seen: 1 - 0.05^(1/units), close to 3/units.
    /// </summary>
    public static double ZeroEventUpperBound(long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        return 1 - Math.Pow(0.05, 1.0 / units);
    }

    /// <summary>The p-quantile of Beta(a, b), by bisection: rates near 1e-9 keep their digits, where a root finder's absolute
    /// tolerance would eat them.</summary>
    private static double Quantile(double a, double b, double p)
    {
        double low = 0, high = 1;
        for (int i = 0; i < 1100 && low < high; i++)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high || high - low < 1e-13 * high) break;
            if (Beta.CDF(a, b, middle) < p) low = middle;
            else high = middle;
        }

        return low + ((high - low) / 2);
    }

    private static void Check(long events, long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, units);
    }
}

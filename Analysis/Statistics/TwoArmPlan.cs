using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Units that a one-sided comparison of two rates takes, by the normal approximation (Fleiss, "Statistical Methods for Rates
/// and Proportions", 1981).
/// </summary>
public static class TwoArmPlan
{
    /// <summary>Units in each of two independent arms.</summary>
    public static long UnitsPerArm(double good, double bad, double alpha, double beta)
    {
        double difference = Difference(good, bad), pooled = (good + bad) / 2;
        double root = (NormalApproximation.UpperQuantile(alpha) * Math.Sqrt(2 * pooled * (1 - pooled)))
            + (NormalApproximation.UpperQuantile(beta) * Math.Sqrt((good * (1 - good)) + (bad * (1 - bad))));
        return (long)Math.Ceiling(root * root / (difference * difference));
    }

    /// <summary>
    /// Pairs where every event of the good arm is one of the bad arm too (common random numbers, runs nested in the freeze
    /// threshold): the discordant share is then the difference itself.
    /// </summary>
    public static long NestedPairs(double good, double bad, double alpha, double beta)
    {
        double d = Difference(good, bad);
        double root = (NormalApproximation.UpperQuantile(alpha) * Math.Sqrt(d))
            + (NormalApproximation.UpperQuantile(beta) * Math.Sqrt(d - (d * d)));
        return (long)Math.Ceiling(root * root / (d * d));
    }

    private static double Difference(double good, double bad)
    {
        Require.Inside(good, 0, 1);
        Require.That(bad > good && bad < 1, $"bad must be above good ({good}) and below 1, not {bad}");
        return bad - good;
    }
}

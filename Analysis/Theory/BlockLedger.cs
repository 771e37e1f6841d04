namespace Fleek.Analysis.Theory;

/// <summary>
/// Blocks every Tb, each final Tc after it closes, with room for all: a transaction that comes at any time waits uniformly up to
/// Tb for its block, then Tc. Seconds.
/// </summary>
public static class BlockLedger
{
    /// <summary>Tb / 2 + Tc.</summary>
    public static double Mean(double intervalSeconds, double commitSeconds)
    {
        Check(intervalSeconds, commitSeconds);
        return (intervalSeconds / 2) + commitSeconds;
    }

    /// <summary>Tb^2 / 12, in seconds squared.</summary>
    public static double Variance(double intervalSeconds)
    {
        Check(intervalSeconds, 0);
        return intervalSeconds * intervalSeconds / 12;
    }

    /// <summary>The p-quantile, p Tb + Tc.</summary>
    public static double Quantile(double intervalSeconds, double commitSeconds, double p)
    {
        Check(intervalSeconds, commitSeconds);
        Require.Between(p, 0, 1);
        return (p * intervalSeconds) + commitSeconds;
    }

    private static void Check(double intervalSeconds, double commitSeconds)
    {
        Require.AtLeast(intervalSeconds, 0);
        Require.AtLeast(commitSeconds, 0);
    }
}

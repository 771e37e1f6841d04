using MathNet.Numerics;

namespace Fleek.Analysis.Theory;

/// <summary>When the q-th of n answers is there: order statistics (David, Nagaraja, "Order Statistics", 2003).</summary>
public static class QuorumDelay
{
    /// <summary>Independent exponential delays: mean times the sum of 1 / (n - i) over i below q.</summary>
    public static double MeanExponential(int answers, int quorum, double mean)
    {
        Check(answers, quorum);
        Require.AtLeast(mean, 0);
        double sum = 0;
        for (int i = 0; i < quorum; i++) sum += 1.0 / (answers - i);
        return mean * sum;
    }

    /// <summary>Mean squared times the sum of 1 / (n - i)^2.</summary>
    public static double VarianceExponential(int answers, int quorum, double mean)
    {
        Check(answers, quorum);
        Require.AtLeast(mean, 0);
        double sum = 0;
        for (int i = 0; i < quorum; i++) sum += 1.0 / (answers - i) / (answers - i);
        return mean * mean * sum;
    }

    /// <summary>Independent delays uniform between two ends: low + (high - low) q / (n + 1).</summary>
    public static double MeanUniform(int answers, int quorum, double low, double high)
    {
        Check(answers, quorum);
        Require.AtLeast(low, 0);
        Require.AtLeast(high, low);
        return low + ((high - low) * quorum / (answers + 1.0));
    }

    /// <summary>
    /// Delays drawn independently from a list of measured ones: its i-th smallest of m weighs
    /// I(i/m) - I((i-1)/m), with I the regularised incomplete beta function of q and n - q + 1.
    /// </summary>
    public static double MeanEmpirical(IEnumerable<double> delays, int answers, int quorum)
    {
        Check(answers, quorum);
        double[] sorted = [.. delays.Order()];
        Require.That(sorted.Length > 0 && sorted[0] >= 0 && double.IsFinite(sorted[^1]),
            "delays must be some, finite, not negative");
        double mean = 0, below = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double upTo = i + 1 == sorted.Length ? 1
                : SpecialFunctions.BetaRegularized(quorum, answers - quorum + 1, (i + 1.0) / sorted.Length);
            mean += sorted[i] * (upTo - below);
            below = upTo;
        }

        return mean;
    }

    /// <summary>Constant delays, one of each answer (a row of a latency matrix): the q-th smallest.</summary>
    public static double OfConstant(IEnumerable<double> delays, int quorum)
    {
        double[] sorted = [.. delays.Order()];
        Require.That(sorted.Length > 0 && sorted[0] >= 0 && double.IsFinite(sorted[^1]),
            "delays must be some, finite, not negative");
        Check(sorted.Length, quorum);
        return sorted[quorum - 1];
    }

    private static void Check(int answers, int quorum)
    {
        Require.AtLeast(answers, 1);
        Require.Between(quorum, 1, answers);
    }
}

namespace Fleek.Analysis.Theory;

/// <summary>
/// Theorem T2: the lowest final balance of nodes that do not coordinate, whatever a payer does. The node that serves last sees
/// at least F; every other hides what it served within the lag and what it had not yet submitted before. All in chunk prices.
/// </summary>
public static class OvershootBound
{
    /// <summary>F - (k-1) (r Lam + theta), amounts that are not whole.</summary>
    /// <param name="freeze">F of the node that serves last: with different ones, the smallest.</param>
    /// <param name="unseenChunks">r Lam: most that a node serves within the visibility lag.</param>
    /// <param name="threshold">theta: a node submits at the latest when that much is uncommitted.</param>
    public static double LowestFinal(double freeze, double nodes, double unseenChunks, double threshold)
    {
        Require.AtLeast(nodes, 1);
        return freeze - ((nodes - 1) * Hidden(unseenChunks, threshold));
    }

    /// <summary>F - (k-1) (n + theta - 1) for whole chunks; attained, see <see cref="LockStep"/>.</summary>
    /// <param name="unseenChunks">n: most chunks that a node serves within any time as long as the lag.</param>
    /// <param name="threshold">theta in chunks, at least 1.</param>
    public static long LowestFinalWhole(long freeze, long nodes, long unseenChunks, long threshold)
    {
        Require.AtLeast(nodes, 1);
        return freeze - ((nodes - 1) * HiddenWhole(unseenChunks, threshold));
    }

    /// <summary>The same for nodes that differ: each other node's rate times its lag, and its threshold.</summary>
    public static double LowestFinal(double freeze, IEnumerable<(double UnseenChunks, double Threshold)> others) =>
        freeze - others.Sum(o => Hidden(o.UnseenChunks, o.Threshold));

    /// <summary>Nodes that do not subtract their own pending spend: k instead of k - 1.</summary>
    public static double LowestFinalNaive(double freeze, double nodes, double unseenChunks, double threshold)
    {
        Require.AtLeast(nodes, 1);
        return freeze - (nodes * Hidden(unseenChunks, threshold));
    }

    /// <summary>The same in whole chunks.</summary>
    public static long LowestFinalNaiveWhole(long freeze, long nodes, long unseenChunks, long threshold)
    {
        Require.AtLeast(nodes, 1);
        return freeze - (nodes * HiddenWhole(unseenChunks, threshold));
    }

    /// <summary>B - N (B - F): nobody ever submits, and each of N nodes serves down to its own F.</summary>
    public static double LowestFinalNeverSubmitting(double balance, double freeze, double population)
    {
        Require.AtLeast(population, 1);
        Require.That(freeze <= balance, $"freeze must be at most the balance of {balance}, not {freeze}");
        return balance - (population * (balance - freeze));
    }

    /// <summary>F - (Rtot Lam + (k-1) theta): a payer whose whole demand at all nodes is Rtot.</summary>
    /// <param name="demandChunks">Rtot Lam: chunks that the payer asks for within the lag, at all nodes together.</param>
    public static double LowestFinalDemandLimited(double freeze, double nodes, double demandChunks, double threshold)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(demandChunks, 0);
        Require.AtLeast(threshold, 0);
        return freeze - demandChunks - ((nodes - 1) * threshold);
    }

    private static double Hidden(double unseenChunks, double threshold)
    {
        Require.AtLeast(unseenChunks, 0);
        Require.AtLeast(threshold, 0);
        return unseenChunks + threshold;
    }

    private static long HiddenWhole(long unseenChunks, long threshold)
    {
        Require.AtLeast(unseenChunks, 0);
        Require.AtLeast(threshold, 1);
        return checked(unseenChunks + threshold - 1);
    }
}

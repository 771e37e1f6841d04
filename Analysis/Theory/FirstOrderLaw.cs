namespace Fleek.Analysis.Theory;

/// <summary>
/// Mean final balance under the own-pending rule, to first order: E[final] = F - (k-1)(r Lam + Vbar). Good to about 1 % where
/// batches are short against the life of the account.
/// </summary>
public static class FirstOrderLaw
{
    /// <summary>E[final balance] in chunk prices.</summary>
    /// <param name="freeze">F in chunk prices.</param>
    /// <param name="nodes">k: serving nodes.</param>
    /// <param name="unseenArrivals">r * Lam in chunks: use the hint delay in place of the lag where nodes send hints.</param>
    /// <param name="meanUncommitted">Vbar in chunks.</param>
    public static double MeanFinal(double freeze, int nodes, double unseenArrivals, double meanUncommitted)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(unseenArrivals, 0);
        Require.AtLeast(meanUncommitted, 0);
        return freeze - ((nodes - 1) * (unseenArrivals + meanUncommitted));
    }

    /// <summary>
    /// Vbar near the freeze for a threshold of alpha * (available - F) / population: half of the larger of the smallest batch and
    /// of what the view is too high by, alpha * k * lambda * Lam / population. An approximation; too low where
    /// alpha * k / population is above one half.
    /// </summary>
    public static double ProportionalUncommitted(
        double alpha, double population, int nodes, double unseenArrivals, double minimumChunks)
    {
        Require.AtLeast(alpha, 0);
        Require.Above(population, 0);
        Require.AtLeast(unseenArrivals, 0);
        Require.AtLeast(minimumChunks, 0);
        return Math.Max(minimumChunks, alpha * nodes * unseenArrivals / population) / 2;
    }
}

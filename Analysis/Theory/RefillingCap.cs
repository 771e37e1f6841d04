namespace Fleek.Analysis.Theory;

/// <summary>
/// T4', which is no theorem: a cap of (visible balance - F) / N on a node's pending spend, refilled when commits become
/// visible. Unsafe, and slow: near the end every node waits for its own commits. In chunk prices.
/// </summary>
public static class RefillingCap
{
    /// <summary>F - M (B - F) / N: what M nodes whose view never moves take the balance down to.</summary>
    public static double FinalWithStaleNodes(double balance, double freeze, double population, double staleNodes)
    {
        Require.Between(staleNodes, 0, population);
        return freeze - (staleNodes * StaticCap.PerNode(balance, freeze, population));
    }

    /// <summary>
    /// Seconds to spend B - F down to one chunk, to first order: at the demanded rate while the caps allow it, then
    /// exponentially with the time constant N Lam / k.
    /// </summary>
    /// <param name="rate">Chunks a second demanded at one node.</param>
    /// <param name="turnaroundSeconds">From a chunk to the visibility of its payment at its own node.</param>
    public static double SpendingSeconds(
        double balance, double freeze, double population, double nodes, double rate, double turnaroundSeconds)
    {
        Require.Between(nodes, 1, population);
        Require.Above(rate, 0);
        Require.Above(turnaroundSeconds, 0);
        double spendable = population * StaticCap.PerNode(balance, freeze, population);
        if (spendable <= 1) return spendable / (nodes * rate);
        double throttledBelow = Math.Clamp(rate * population * turnaroundSeconds, 1, spendable);
        return ((spendable - throttledBelow) / (nodes * rate))
            + (population * turnaroundSeconds / nodes * Math.Log(throttledBelow));
    }
}

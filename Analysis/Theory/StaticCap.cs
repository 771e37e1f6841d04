namespace Fleek.Analysis.Theory;

/// <summary>
/// Theorem T4: every one of N nodes may spend an equal share of B - F in an epoch. Nothing overshoots, and a payer who uses k
/// of them can spend no more than k / N of it. In chunk prices.
/// </summary>
public static class StaticCap
{
    /// <summary>(B - F) / N.</summary>
    public static double PerNode(double balance, double freeze, double population)
    {
        Require.AtLeast(population, 1);
        Require.That(freeze <= balance, $"freeze must be at most the balance of {balance}, not {freeze}");
        return (balance - freeze) / population;
    }

    /// <summary>k / N: the usable share of B - F.</summary>
    public static double UsableShare(double nodes, double population)
    {
        Require.AtLeast(population, 1);
        Require.Between(nodes, 0, population);
        return nodes / population;
    }
}

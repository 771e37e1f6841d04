namespace Fleek.Analysis.Theory;

/// <summary>
/// Theorem T5': leases taken from the log never overshoot; a node that holds none yet may serve up to c0 on credit. What is
/// spent in all stays below B - F + n c0, with n such nodes. In chunk prices.
/// </summary>
public static class BootstrapCredit
{
    /// <summary>F - n c0.</summary>
    public static double LowestFinal(double freeze, double nodesWithoutGrant, double credit)
    {
        Require.AtLeast(nodesWithoutGrant, 0);
        Require.AtLeast(credit, 0);
        return freeze - (nodesWithoutGrant * credit);
    }

    /// <summary>n c0: the smallest freeze threshold that never overshoots.</summary>
    public static double FreezeForNoOvershoot(double nodesWithoutGrant, double credit) =>
        -LowestFinal(0, nodesWithoutGrant, credit);

    /// <summary>r Lam: the smallest credit with which a node does not stall before its first grant.</summary>
    public static double CreditForNoStall(double rate, double lagSeconds)
    {
        Require.AtLeast(rate, 0);
        Require.AtLeast(lagSeconds, 0);
        return rate * lagSeconds;
    }
}

namespace Fleek.Analysis.Theory;

/// <summary>
/// What adversaries of the own-pending rule cause, to first order and in chunk prices: x = r Lam + Vbar is what one node hides from the
/// others in the mean. Each form follows the flow of money with every lane served at the rate r; good to about 1 % where batches are short
/// against the life of the account.
/// </summary>
public static class AdversaryLaw
{
    /// <summary>
    /// A payer that n nodes serve, whether it opened all at once or as several identities: (n - 1) x - F, and nothing below that.
    /// </summary>
    public static double OvershootOfNodes(double freeze, double nodes, double hidden)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(hidden, 0);
        return Math.Max(0, ((nodes - 1) * hidden) - freeze);
    }

    /// <summary>
    /// A withdrawal that is paid when it is final: all that k nodes hide, whatever F. With a delay of the lag: nothing, since
    /// nodes claim what they hold when they see the withdrawal.
    /// </summary>
    public static double LossToWithdrawal(double nodes, double hidden)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(hidden, 0);
        return nodes * hidden;
    }

    /// <summary>
    /// M of k nodes submit nothing before the end. Each stops when its own spend and what the k - M others have claimed reach B - F; the
    /// others stop when their own claims do.
    /// </summary>
    public static double FinalWithSilentNodes(double balance, double freeze, double nodes, double hidden, double silent)
    {
        RequireNodes(balance, freeze, nodes, hidden, silent);
        double others = nodes - silent;
        double each = (balance - freeze + (others * hidden)) / (others + 1);
        return others == 0 ? balance - (silent * each) : freeze - ((others - 1) * hidden) - (silent * each);
    }

    /// <summary>
    /// M of k nodes submit everything a time H late, and so hide r H more. They stop first; the others go on for H / k more, in which what
    /// the late ones hide comes to light.
    /// </summary>
    /// <param name="heldChunks">r H.</param>
    public static double FinalWithLateNodes(double freeze, double nodes, double hidden, double late, double heldChunks)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(hidden, 0);
        Require.Between(late, 0, nodes);
        Require.AtLeast(heldChunks, 0);
        double more = late == 0 ? 0 : heldChunks * (late - 1 + ((nodes - late) / nodes));
        return freeze - ((nodes - 1) * hidden) - more;
    }

    /// <summary>
    /// M of k nodes see nothing of the ledger once they serve. Each serves B - F, if it is asked for that much; the others stop as if all
    /// were served by honest ones.
    /// </summary>
    public static double FinalWithEclipsedNodes(double balance, double freeze, double nodes, double hidden, double eclipsed)
    {
        RequireNodes(balance, freeze, nodes, hidden, eclipsed);
        double others = (nodes - eclipsed) / nodes * (balance - freeze + ((nodes - 1) * hidden));
        return balance - (eclipsed * (balance - freeze)) - (eclipsed == nodes ? 0 : others);
    }

    /// <summary>M nodes have a lower threshold: when the others have stopped and are seen to have, only these spend.</summary>
    public static double FinalWithLaxNodes(double laxThreshold, double hidden, double lax)
    {
        Require.AtLeast(lax, 1);
        Require.AtLeast(hidden, 0);
        return laxThreshold - ((lax - 1) * hidden);
    }

    private static void RequireNodes(double balance, double freeze, double nodes, double hidden, double hostile)
    {
        Require.AtLeast(nodes, 1);
        Require.AtLeast(hidden, 0);
        Require.Between(hostile, 0, nodes);
        Require.That(freeze <= balance, $"freeze must be at most the balance of {balance}, not {freeze}");
    }
}

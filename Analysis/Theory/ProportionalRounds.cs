namespace Fleek.Analysis.Theory;

/// <summary>
/// Commits of nodes in phase whose threshold is alpha (R / N), R = what may still be spent: each round all k commit and R
/// shrinks by the factor 1 - alpha k / N, until thresholds have come down to the smallest batch.
/// </summary>
/// <param name="Rounds">Rounds until R is at most N theta_min / alpha.</param>
/// <param name="Commits">k per round.</param>
/// <param name="Left">R after them, in chunks.</param>
/// <param name="LastCommits">About R / theta_min further commits of the smallest batch.</param>
public sealed record ProportionalRounds(long Rounds, double Commits, double Left, double LastCommits)
{
    /// <summary>The rounds one by one.</summary>
    /// <param name="spendable">R at the start: B - F in chunks.</param>
    /// <param name="minimum">theta_min in chunks, above 0.</param>
    public static ProportionalRounds Of(double spendable, double nodes, double population, double alpha, double minimum)
    {
        double keep = Keep(nodes, population, alpha), end = End(spendable, population, alpha, minimum);
        double left = spendable;
        long rounds = 0;
        for (; left > end; rounds++) left *= keep;
        return new(rounds, nodes * rounds, left, left / minimum);
    }

    /// <summary>k ln(R0 / R*) / -ln(1 - alpha k / N) + R* / theta_min: all commits, rounds not whole.</summary>
    public static double AllCommits(double spendable, double nodes, double population, double alpha, double minimum)
    {
        double keep = Keep(nodes, population, alpha), end = Math.Min(spendable, End(spendable, population, alpha, minimum));
        return end == 0 ? 0 : (nodes * Math.Log(spendable / end) / -Math.Log(keep)) + (end / minimum);
    }

    /// <summary>R / theta: commits of a fixed threshold.</summary>
    public static double FixedCommits(double spendable, double threshold)
    {
        Require.AtLeast(spendable, 0);
        Require.Above(threshold, 0);
        return spendable / threshold;
    }

    private static double Keep(double nodes, double population, double alpha)
    {
        Require.AtLeast(nodes, 1);
        Require.Above(population, 0);
        Require.Above(alpha, 0);
        double share = alpha * nodes / population;
        Require.That(share is >= 1e-6 and < 1, $"alpha k / N must be from 1e-6 to below 1, not {share}");
        return 1 - share;
    }

    private static double End(double spendable, double population, double alpha, double minimum)
    {
        Require.AtLeast(spendable, 0);
        Require.Above(minimum, 0);
        return population * minimum / alpha;
    }
}

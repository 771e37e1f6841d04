namespace Fleek.Analysis.Theory;

/// <summary>
/// Theorem T3: nodes that serve one chunk each at every tick, all in phase from time 0, commit at a fixed threshold, and stop
/// by the own-pending rule. Inside a tick visibility comes first, then service, then submission. Exact.
/// </summary>
public static class LockStep
{
    /// <summary>The account's final balance in chunk prices after every ticket is redeemed.</summary>
    /// <param name="balance">Deposit in chunk prices.</param>
    /// <param name="freeze">Freeze threshold in chunk prices, 0 to <paramref name="balance"/>.</param>
    /// <param name="nodes">Serving nodes, at least 1.</param>
    /// <param name="threshold">Commit threshold in chunks, at least 1.</param>
    /// <param name="lagTicks">Visibility lag in ticks, at least 1 (below, submission and visibility share a tick).</param>
    public static long FinalBalanceChunks(long balance, long freeze, int nodes, long threshold, double lagTicks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(freeze);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(freeze, balance);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threshold, 1);
        Require.AtLeast(lagTicks, 1);
        // What a node sees as spent after t chunks of its own: these, and the others' batches that became visible.
        long spendable = balance - freeze;
        long served = 0, tooMany = spendable + 1;
        while (tooMany - served > 1)
        {
            long t = served + ((tooMany - served) / 2);
            if (SeenSpend(t, nodes, threshold, lagTicks) <= spendable) served = t;
            else tooMany = t;
        }

        Int128 final = balance - ((Int128)nodes * served);
        Require.That(final >= long.MinValue, "the nodes spend more than a number of 64 bits holds");
        return (long)final;
    }

    private static Int128 SeenSpend(long t, int nodes, long threshold, double lagTicks)
    {
        long visibleBatches = t <= lagTicks ? 0 : (long)Math.Floor((t - lagTicks) / threshold);
        return t + ((Int128)(nodes - 1) * threshold * visibleBatches);
    }
}

namespace Fleek.Analysis.Theory;

/// <summary>
/// A node asks for its next lease when R chunks are left of the last one. It stalls if more than R are asked for before the
/// lease is there: the chance of that for each renewal.
/// </summary>
public static class LeaseStall
{
    /// <summary>P(Poisson(lambda Lam) > R), for a constant lag.</summary>
    public static double ConstantLag(double chunksPerLag, double reserve) => DiscreteLaw.Poisson(chunksPerLag).Tail(reserve);

    /// <summary>(x / (1 + x))^(R + 1) with x = lambda E[Lam], for an exponential lag.</summary>
    public static double ExponentialLag(double chunksPerLag, long reserve)
    {
        Require.AtLeast(chunksPerLag, 0);
        Require.AtLeast(reserve, 0);
        return Math.Pow(chunksPerLag / (1 + chunksPerLag), reserve + 1.0);
    }

    /// <summary>k + spend / Q: ledger writes of one payer, commits renewing leases.</summary>
    public static double LedgerWrites(double nodes, double spendChunks, double leaseChunks)
    {
        Require.AtLeast(nodes, 0);
        Require.AtLeast(spendChunks, 0);
        Require.Above(leaseChunks, 0);
        return nodes + (spendChunks / leaseChunks);
    }
}

namespace Fleek.Analysis.Theory;

/// <summary>Theorem T1: one serving node that subtracts its own pending spend never overshoots, whatever the ledger
/// does.</summary>
public static class SingleNode
{
    /// <summary>floor((B - F) / q): chunks served before the freeze.</summary>
    public static long ServedChunks(long balance, long freeze, long price)
    {
        Require.AtLeast(price, 1);
        Require.That(freeze <= balance, $"freeze must be at most the balance of {balance}, not {freeze}");
        // Int128: the difference of two 64-bit numbers may be one bit longer.
        return (long)Int128.Min(((Int128)balance - freeze) / price, long.MaxValue);
    }

    /// <summary>B - q floor((B - F) / q), in [F, F + q), in the unit of the three.</summary>
    public static long FinalBalance(long balance, long freeze, long price) =>
        (long)(balance - ((Int128)price * (((Int128)balance - freeze) / CheckedPrice(balance, freeze, price))));

    private static long CheckedPrice(long balance, long freeze, long price)
    {
        _ = ServedChunks(balance, freeze, price);
        return price;
    }
}

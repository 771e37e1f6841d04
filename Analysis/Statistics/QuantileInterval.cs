using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// The value that a share of a law exceeds, from independent values alone: two of them bound it, whatever the law is. H. A. David,
/// H. N. Nagaraja, "Order Statistics", 3rd edition, section 7.1. Ties make the interval wider than it says, never narrower.
/// </summary>
/// <param name="Value">The least of the values that at most the share of them exceeds.</param>
/// <param name="Low">Lower end of the 95 % interval; null where there are too few values for one.</param>
/// <param name="High">Upper end; null likewise.</param>
public sealed record QuantileInterval(long Value, long? Low, long? High)
{
    private const double Tail = 0.025;

    /// <param name="ascending">At least one value.</param>
    /// <param name="share">Above 0 and below 1.</param>
    public static QuantileInterval Exceeded(ReadOnlySpan<long> ascending, double share)
    {
        Require.AtLeast(ascending.Length, 1);
        Require.Inside(share, 0, 1);
        int n = ascending.Length;
        int above = Math.Min(n - 1, (int)Math.Floor(share * n * (1 + 1e-12)));
        // As many values as are above an end exceed the quantile or more do, or fewer, with at most 2.5 % chance each.
        int most = LeastWhere(n, a => BinomialTail.Above(n, share, a) <= Tail);
        int least = LeastWhere(n, b => BinomialTail.UpTo(n, share, b) > Tail) - 1;
        return new(
            ascending[n - 1 - above], most < n ? ascending[n - 1 - most] : null, least >= 0 ? ascending[n - 1 - least] : null);
    }

    /// <summary>Values that an upper end needs: fewer than so many may all be below the quantile by chance.</summary>
    public static long ValuesForUpperEnd(double share) => (long)Math.Ceiling(Math.Log(Tail) / Math.Log(1 - share));

    /// <summary>The least of 0, ..., n at which a condition holds that holds from there on.</summary>
    private static int LeastWhere(int n, Func<int, bool> holds)
    {
        int low = 0, high = n;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}

using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Exact one-sided test of paired yes-or-no results: of the pairs that differ, are too many worse now? Q. McNemar, "Note on the
/// sampling error of the difference between correlated proportions or percentages", 1947.
/// </summary>
public static class McNemar
{
    /// <summary>P(Binomial(b + c, 1/2) is at least b); 1 without any pair that differs.</summary>
    /// <param name="newOnly">b: pairs with the event in the new run alone.</param>
    /// <param name="oldOnly">c: pairs with the event in the old run alone.</param>
    public static double PValue(long newOnly, long oldOnly)
    {
        Require.AtLeast(newOnly, 0);
        Require.AtLeast(oldOnly, 0);
        return BinomialTail.Above(checked(newOnly + oldOnly), 0.5, newOnly - 1);
    }
}

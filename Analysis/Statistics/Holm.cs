using Fleek.Analysis.Theory;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Many tests at once, with one chance of any false alarm for all together, however they depend on each other. S. Holm, "A
/// simple sequentially rejective multiple test procedure", 1979.
/// </summary>
public static class Holm
{
    /// <summary>Adjusted p-values in the given order: a test is rejected at a family level where its own is at most
    /// that.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        foreach (double p in pValues) Require.Between(p, 0, 1);
        double[] adjusted = new double[pValues.Count];
        double largest = 0;
        int left = pValues.Count;
        foreach (int i in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]))
        {
            largest = Math.Max(largest, Math.Min(1, left-- * pValues[i]));
            adjusted[i] = largest;
        }

        return adjusted;
    }
}

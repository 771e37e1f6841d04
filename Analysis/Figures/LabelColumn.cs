namespace Fleek.Analysis.Figures;

/// <summary>Places labels beside the ends of lines so that none covers another.</summary>
internal static class LabelColumn
{
    /// <summary>
    /// The given heights, moved apart as little as keeps their order, the distance and the range. Order among equal heights is
    /// the
    /// order given.
    /// </summary>
    public static double[] Spread(IReadOnlyList<double> wanted, double distance, double low, double high)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i])];
        double[] placed = [.. wanted];
        double floor = low;
        foreach (int i in order)
        {
            placed[i] = Math.Max(placed[i], floor);
            floor = placed[i] + distance;
        }

        double ceiling = high;
        for (int j = order.Length - 1; j >= 0; j--)
        {
            int i = order[j];
            placed[i] = Math.Min(placed[i], ceiling);
            ceiling = placed[i] - distance;
        }

        return placed;
    }
}

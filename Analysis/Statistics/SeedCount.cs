using System.Globalization;

namespace Fleek.Analysis.Statistics;

/// <summary>Over how many seeds the cells of an experiment were run, in words.</summary>
public static class SeedCount
{
    /// <summary><c>16 seeds</c>, or a range where cells differ.</summary>
    public static string Text(IReadOnlyList<CellSummary> cells) => Text(cells.Select(c => c.Runs));

    /// <param name="runs">Of each cell.</param>
    internal static string Text(IEnumerable<int> runs)
    {
        int[] all = [.. runs.DefaultIfEmpty(0)];
        int least = all.Min(), most = all.Max();
        string count = least == most ? Number(most) : $"{Number(least)} to {Number(most)}";
        return most == 1 ? $"{count} seed" : $"{count} seeds";
    }

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}

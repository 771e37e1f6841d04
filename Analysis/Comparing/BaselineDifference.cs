using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>What baselines say, and what is different between two of them.</summary>
public static class BaselineDifference
{
    /// <summary>
    /// Runs of the same cell, or else of the same coordinates, and of the same seed. A baseline does not say whether accounts are apart,
    /// so that runs are the units.
    /// </summary>
    public static FolderPairs Pair(Baseline old, Baseline recent)
    {
        List<CellPair> pairs = [];
        int runs = 0, otherSettings = 0;
        foreach (BaselineCell cell in recent.Cells)
        {
            BaselineCell? partner = old.Cells.FirstOrDefault(c => c.Id == cell.Id)
                ?? old.Cells.FirstOrDefault(c => c.Axes.SequenceEqual(cell.Axes) && recent.Cells.All(r => r.Id != c.Id));
            if (partner is null) continue;
            PairedRun[] paired = [.. recent.Seeds
                .Select((seed, i) => (Seed: seed, Now: cell.Runs[i], Before: IndexOf(old.Seeds, seed)))
                .Where(p => p.Before >= 0)
                .Select(p => new PairedRun(p.Seed, partner.Runs[p.Before], p.Now))];
            if (paired.Length == 0) continue;
            runs += paired.Length;
            if (partner.Id != cell.Id) otherSettings++;
            pairs.Add(new(cell.Id, NameOf(cell), false, paired));
        }

        int cells = old.Cells.Count + recent.Cells.Count - (2 * pairs.Count);
        return new(pairs, (cells, (old.Cells.Count * old.Seeds.Count) + (recent.Cells.Count * recent.Seeds.Count) - (2 * runs)), otherSettings);
    }

    /// <summary>The kept measures of one cell with their 95 % intervals, in the baseline's order.</summary>
    public static IReadOnlyList<MeasureSummary> Summarise(Baseline baseline, BaselineCell cell) =>
    [
        .. baseline.Measures.Select(name => CellStatistics.Summarise(name, Measures.Get(name).Estimator,
            [.. cell.Runs.Where(r => r.Measures.ContainsKey(name)).Select(r => r.Measures[name]).Where(v => !double.IsNaN(v.Value))])),
    ];

    /// <summary>Its coordinates as people read them; empty for a base cell alone.</summary>
    public static string NameOf(BaselineCell cell) => string.Join(", ", cell.Axes.Select(a => a.Value));

    private static int IndexOf(IReadOnlyList<ulong> seeds, ulong seed)
    {
        for (int i = 0; i < seeds.Count; i++)
            if (seeds[i] == seed) return i;
        return -1;
    }
}

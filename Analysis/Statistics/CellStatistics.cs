using System.Buffers.Binary;
using System.Security.Cryptography;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Statistics;

/// <summary>From runs to cells: every measure with its 95 % interval, by the measure's own estimator.</summary>
public static class CellStatistics
{
    /// <summary>One summary per cell of the plan, in plan order; cells without finished runs have empty measures.</summary>
    public static IReadOnlyList<CellSummary> Summarise(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        IReadOnlyList<string> names = MeasureNames(plan, entries);
        return [.. plan.Cells.Select(cell => Summarise(cell, plan, entries, names))];
    }

    /// <summary>The plan's measures in its order, then every other that a finished run of the plan reports, in table
    /// order.</summary>
    public static IReadOnlyList<string> MeasureNames(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        HashSet<string> reported = [];
        foreach (JournalEntry entry in entries.Values)
            if (entry is { Status: RunStatus.Done, Result: { } result }) reported.UnionWith(result.Measures.Keys);
        IEnumerable<string> rest = Measures.All.Select(m => m.Name).Where(reported.Contains);
        return [.. plan.Measures.Concat(rest).Distinct(StringComparer.Ordinal)];
    }

    private static CellSummary Summarise(
        Cell cell, Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> entries, IReadOnlyList<string> names)
    {
        List<(ulong Seed, RunResult Result)> runs = [];
        foreach (ulong seed in plan.Seeds.Order())
            if (entries.TryGetValue(new(cell.Id, seed), out JournalEntry? e)
                && e is { Status: RunStatus.Done, Result: { } result })
                runs.Add((seed, result));

        List<MeasureSummary> measures = [];
        foreach (string name in names)
        {
            List<MeasureValue> values = [];
            foreach ((_, RunResult result) in runs)
                if (result.Measures.TryGetValue(name, out MeasureValue v) && !double.IsNaN(v.Value)) values.Add(v);
            measures.Add(Summarise(name, Measures.Get(name).Estimator, values));
        }

        return new(cell, runs.Count, measures, HashOf(runs));
    }

    /// <summary>Runs that observed nothing (NaN) are left out by the caller; without any the mean is null.</summary>
    internal static MeasureSummary Summarise(string name, Estimator estimator, IReadOnlyList<MeasureValue> runs)
    {
        if (runs.Count == 0) return new(name, estimator, null, null, null, 0, false);
        if (estimator == Estimator.Proportion) return Proportion(name, runs);
        (double mean, long n, Interval? interval) = estimator == Estimator.UnitMean
            ? PooledMean.OverUnits([.. runs.Select(r => new PooledMean.Group(r.N, r.Value, r.Sd))])
            : PooledMean.OverRuns([.. runs.Select(r => r.Value)]);
        return new(name, estimator, double.IsNaN(mean) ? null : mean, interval?.Low, interval?.High, n, false);
    }

    private static MeasureSummary Proportion(string name, IReadOnlyList<MeasureValue> runs)
    {
        long units = runs.Sum(r => r.N);
        // A run stores events / units; the product is within a rounding error of the whole number it came from.
        long events = runs.Sum(r => (long)Math.Round(r.Value * r.N));
        if (units == 0) return new(name, Estimator.Proportion, null, null, null, 0, false);
        if (events == 0)
            return new(name, Estimator.Proportion, 0, 0, ProportionInterval.ZeroEventUpperBound(units), units, true);
        Interval interval = ProportionInterval.ClopperPearson(events, units);
        return new(name, Estimator.Proportion, (double)events / units, interval.Low, interval.High, units, false);
    }

    private static string HashOf(List<(ulong Seed, RunResult Result)> runs)
    {
        if (runs.Count == 0) return "";
        byte[] bytes = new byte[16 * runs.Count];
        for (int i = 0; i < runs.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16 * i), runs[i].Seed);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((16 * i) + 8), runs[i].Result.TraceHash);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
    }
}

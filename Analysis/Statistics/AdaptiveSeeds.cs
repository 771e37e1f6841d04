using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Statistics;

/// <summary>
/// Which runs of a plan are still wanted where seeds are added cell by cell until a goal is met. A look sees the first so many seeds
/// and nothing else, so that the same runs are wanted in whatever order they finish, and after a kill.
/// </summary>
public sealed class AdaptiveSeeds(Plan plan, PrecisionGoal goal)
{
    private readonly ulong[] _seeds = [.. plan.Seeds.Order()];
    private readonly int[] _looks = [.. SeedLooks.UpTo(plan.Seeds.Count)];

    /// <summary>By cell the looks that were taken and left it open; what they saw does not change.</summary>
    private readonly Dictionary<string, int> _passed = [];

    /// <summary>The cell's seeds up to the look that ends it, or else up to the next one.</summary>
    /// <returns>How the cell stands, and how many of its first seeds that took or will take.</returns>
    public (Precision Precision, int Seeds) Look(Cell cell, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        for (int look = _passed.GetValueOrDefault(cell.Id); ; look++)
        {
            int seeds = _looks[look];
            if (ValuesOf(cell, seeds, entries) is not { } values) return (new(PrecisionState.Open, null), seeds);
            Precision found = Precision.Of(goal, values);
            if (found.State != PrecisionState.Open) return (found, seeds);
            if (look + 1 == _looks.Length) return (found with { State = PrecisionState.Exhausted }, seeds);
            _passed[cell.Id] = look + 1;
        }
    }

    /// <summary>What is to be run next, seed by seed over all cells.</summary>
    public IReadOnlyList<(Cell Cell, ulong Seed)> Wanted(IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        (Cell Cell, int Seeds)[] open = [.. plan.Cells
            .Select(c => (Cell: c, Look: Look(c, entries)))
            .Where(c => c.Look.Precision.State == PrecisionState.Open)
            .Select(c => (c.Cell, c.Look.Seeds))];
        return [.. _seeds.SelectMany((seed, i) => open
            .Where(c => i < c.Seeds && !IsDone(entries, c.Cell, seed))
            .Select(c => (c.Cell, seed)))];
    }

    /// <summary>Values of the measure in the first so many runs; null where one of them is not there.</summary>
    private List<MeasureValue>? ValuesOf(Cell cell, int seeds, IReadOnlyDictionary<RunKey, JournalEntry> entries)
    {
        List<MeasureValue> values = [];
        foreach (ulong seed in _seeds.AsSpan(0, seeds))
        {
            if (!entries.TryGetValue(new(cell.Id, seed), out JournalEntry? entry) || entry is not { Status: RunStatus.Done, Result: { } result })
                return null;
            if (result.Measures.TryGetValue(goal.Measure, out MeasureValue value)) values.Add(value);
        }

        return values;
    }

    private static bool IsDone(IReadOnlyDictionary<RunKey, JournalEntry> entries, Cell cell, ulong seed) =>
        entries.TryGetValue(new(cell.Id, seed), out JournalEntry? entry) && entry.Status == RunStatus.Done;
}

using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Comparing;

/// <summary>Makes pairs of the runs of a baseline and those of a plan, all of them or none.</summary>
public static class BaselinePairs
{
    private const int Named = 3;

    /// <summary>Whether accounts of a scenario share no queue, no fault and no capacity.</summary>
    public static bool AccountsApart(Scenario scenario) => !scenario.Ledger.IsShared && scenario.Faults is null;

    /// <summary>A cell as people read it; empty for a base cell alone.</summary>
    public static string NameOf(Cell cell) => string.Join(", ", cell.Coordinates.Select(c => c.Text));

    /// <exception cref="BaselineException">The plan has not the baseline's cells and seeds.</exception>
    public static void RequireSamePlan(Plan plan, Baseline baseline)
    {
        if (!plan.Seeds.SequenceEqual(baseline.Seeds)) throw Other(plan, "other seeds than the baseline");
        Cell[] strange = [.. plan.Cells.Where(c => baseline.Cells.All(b => b.Id != c.Id))];
        BaselineCell[] gone = [.. baseline.Cells.Where(b => plan.Cells.All(c => c.Id != b.Id))];
        if (strange.Length == 0 && gone.Length == 0) return;
        HashSet<string> known = [.. gone.Select(BaselineDifference.NameOf)];
        if (strange.Length == gone.Length && strange.All(c => known.Contains(NameOf(c))))
            throw Other(plan, $"other settings than the baseline in {Of(strange.Length, plan.Cells.Count)} cells");
        string more = strange.Length == 0 ? "" : $"cells that the baseline lacks: {List(strange.Select(NameOf))}";
        string less = gone.Length == 0 ? "" : $"no longer the cells {List(gone.Select(BaselineDifference.NameOf))}";
        throw Other(plan, string.Join("; ", new[] { more, less }.Where(t => t.Length > 0)));
    }

    /// <param name="runs">Of every cell and seed of the plan.</param>
    /// <exception cref="BaselineException">The plan is another one, or a run is missing.</exception>
    public static IReadOnlyList<CellPair> Pair(Plan plan, Baseline baseline, IReadOnlyDictionary<RunKey, RunResult> runs)
    {
        RequireSamePlan(plan, baseline);
        List<CellPair> pairs = [];
        foreach (Cell cell in plan.Cells)
        {
            BaselineCell old = baseline.Cells.First(b => b.Id == cell.Id);
            List<PairedRun> paired = [];
            for (int i = 0; i < baseline.Seeds.Count; i++)
            {
                if (!runs.TryGetValue(new(cell.Id, baseline.Seeds[i]), out RunResult? now))
                    throw new BaselineException($"the run of seed {baseline.Seeds[i]} is missing", "run it again");
                paired.Add(new(baseline.Seeds[i], old.Runs[i], now));
            }

            pairs.Add(new(cell.Id, NameOf(cell), AccountsApart(cell.Scenario), paired));
        }

        return pairs;
    }

    private static string List(IEnumerable<string> names)
    {
        string[] all = [.. names.Select(n => $"({n})")];
        return string.Join(", ", all.Take(Named)) + (all.Length > Named ? $" and {all.Length - Named} more" : "");
    }

    private static string Of(int count, int all) => count == all ? "all" : $"{count} of {all}";

    private static BaselineException Other(Plan plan, string how) => new(
        $"the scenario {plan.Name} is another plan than the baseline's: it has {how}",
        $"if that is intended: fleek-sim baseline accept {plan.Name} --reason \"...\"");
}

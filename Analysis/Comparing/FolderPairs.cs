using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Comparing;

/// <summary>The runs of two results folders that have a cell and a seed in common.</summary>
/// <param name="Cells">With at least one pair each.</param>
/// <param name="Unpaired">Cells and finished runs of either folder that the other has not.</param>
/// <param name="OtherSettings">Cells that have the same coordinates and were run with other settings besides.</param>
public sealed record FolderPairs(IReadOnlyList<CellPair> Cells, (int Cells, int Runs) Unpaired, int OtherSettings)
{
    public static FolderPairs Of(ResultsFolder old, ResultsFolder recent) =>
        Of(old.Plan, old.Entries, recent.Plan, recent.Entries);

    internal static FolderPairs Of(
        Plan old, IReadOnlyDictionary<RunKey, JournalEntry> oldRuns, Plan recent, IReadOnlyDictionary<RunKey, JournalEntry> recentRuns)
    {
        List<CellPair> pairs = [];
        int runs = 0, otherSettings = 0;
        foreach (Cell cell in recent.Cells)
        {
            if (Partner(cell, old, recent) is not { } partner) continue;
            List<PairedRun> paired = [];
            foreach (ulong seed in recent.Seeds.Order())
            {
                RunResult? before = Done(oldRuns, partner, seed), now = Done(recentRuns, cell, seed);
                if (before is not null && now is not null) paired.Add(new(seed, before, now));
            }

            if (paired.Count == 0) continue;
            runs += paired.Count;
            if (partner.Id != cell.Id) otherSettings++;
            bool apart = BaselinePairs.AccountsApart(partner.Scenario) && BaselinePairs.AccountsApart(cell.Scenario)
                && partner.Scenario.Users.Count == cell.Scenario.Users.Count;
            pairs.Add(new(cell.Id, BaselinePairs.NameOf(cell), apart, paired));
        }

        int cells = old.Cells.Count + recent.Cells.Count - (2 * pairs.Count);
        return new(pairs, (cells, Finished(old, oldRuns) + Finished(recent, recentRuns) - (2 * runs)), otherSettings);
    }

    /// <summary>The same cell; else the one of the same coordinates; else, of two base cells alone, the other.</summary>
    private static Cell? Partner(Cell cell, Plan old, Plan recent)
    {
        if (old.Cells.FirstOrDefault(c => c.Id == cell.Id) is { } same) return same;
        if (!old.Axes.Select(a => a.Path).SequenceEqual(recent.Axes.Select(a => a.Path))) return null;
        Cell[] alike = [.. old.Cells.Where(c => BaselinePairs.NameOf(c) == BaselinePairs.NameOf(cell))];
        // Another cell of the new plan may be the same as that one: then it is that one's partner.
        return alike is [{ } only] && recent.Cells.All(c => c.Id != only.Id) ? only : null;
    }

    private static RunResult? Done(IReadOnlyDictionary<RunKey, JournalEntry> runs, Cell cell, ulong seed) =>
        runs.TryGetValue(new(cell.Id, seed), out JournalEntry? e) && e.Status == RunStatus.Done ? e.Result : null;

    private static int Finished(Plan plan, IReadOnlyDictionary<RunKey, JournalEntry> runs) =>
        plan.Cells.Sum(c => plan.Seeds.Count(s => Done(runs, c, s) is not null));
}

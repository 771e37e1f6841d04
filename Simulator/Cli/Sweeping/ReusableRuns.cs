using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Finished runs of the same cells in the scenario's other plans, so that a changed grid runs only its new cells.
/// </summary>
internal sealed class ReusableRuns
{
    private readonly Dictionary<RunKey, JournalEntry> _found = [];

    /// <summary>Looks for runs of the folder's plan that it has not yet, made by the build of this fingerprint.</summary>
    public static ReusableRuns BesideOf(ResultsFolder folder, string fingerprint)
    {
        ReusableRuns runs = new();
        HashSet<RunKey> missing = [.. folder.Plan.Cells.SelectMany(c => folder.Plan.Seeds.Select(s => new RunKey(c.Id, s)))
            .Where(key => !ResultsFolders.IsDone(folder, key))];
        foreach (string sibling in ResultsFolders.Siblings(folder.Path))
        {
            if (missing.Count == 0) break;
            foreach (JournalEntry entry in Entries(sibling))
                if (entry.Status == RunStatus.Done && entry.Engine == fingerprint && missing.Remove(entry.Key)) runs._found[entry.Key] = entry;
        }
        return runs;
    }

    /// <summary>Nothing to take: who asks for a fresh folder wants the runs made again, not copied.</summary>
    public static ReusableRuns None { get; } = new();

    /// <summary>Copies those that are wanted into the folder's journal.</summary>
    /// <returns>How many there were.</returns>
    public int Take(ResultsFolder folder, IEnumerable<RunTask> wanted)
    {
        int taken = 0;
        foreach (RunTask task in wanted)
        {
            if (!_found.Remove(task.Key, out JournalEntry? entry)) continue;
            folder.Append(entry);
            taken++;
        }
        return taken;
    }

    private static ICollection<JournalEntry> Entries(string path)
    {
        try
        {
            using ResultsFolder sibling = PlanStore.Open(path);
            return [.. sibling.Entries.Values];
        }
        catch (ResultsFolderException)
        {
            // A folder that cannot be read has nothing to give.
            return [];
        }
    }
}

using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>
/// Takes finished runs of the same cells from the scenario's other plans, so that a changed grid runs only its new cells.
/// </summary>
internal static class Reuse
{
    /// <returns>How many runs were copied into the folder's journal.</returns>
    public static int FromSiblings(ResultsFolder folder, string fingerprint)
    {
        HashSet<RunKey> missing = [.. ResultsFolders.Missing(folder).Select(t => t.Key)];
        int taken = 0;
        foreach (string sibling in ResultsFolders.Siblings(folder.Path))
        {
            if (missing.Count == 0) break;
            foreach (JournalEntry entry in Entries(sibling))
            {
                bool good = entry.Status == RunStatus.Done && entry.Engine == fingerprint;
                if (!good || !missing.Remove(entry.Key)) continue;
                folder.Append(entry);
                taken++;
            }
        }
        return taken;
    }

    private static List<JournalEntry> Entries(string path)
    {
        try
        {
            using ResultsFolder sibling = PlanStore.Open(path);
            return [.. sibling.Entries.OrderBy(e => e.Key.CellId, StringComparer.Ordinal).ThenBy(e => e.Key.Seed).Select(e => e.Value)];
        }
        catch (ResultsFolderException)
        {
            // A folder that cannot be read has nothing to give.
            return [];
        }
    }
}

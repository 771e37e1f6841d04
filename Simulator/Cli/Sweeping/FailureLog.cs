using Fleek.Analysis.Store;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>One file per failed run under the results folder's <c>logs</c>: what was thrown, and where.</summary>
internal static class FailureLog
{
    /// <summary>Best effort: the journal holds the failure itself.</summary>
    public static void Write(ResultsFolder folder, SweepOutcome outcome)
    {
        if (outcome.Failed.Count == 0) return;
        string directory = System.IO.Path.Combine(folder.Path, "logs");
        try
        {
            Directory.CreateDirectory(directory);
            foreach (FailedRun failed in outcome.Failed)
            {
                string name = $"{failed.Cell.Id}-s{failed.Seed}.log";
                File.WriteAllText(System.IO.Path.Combine(directory, name), failed.Problem + "\n");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A log that cannot be written must not hide the failure that it is about.
        }
    }
}

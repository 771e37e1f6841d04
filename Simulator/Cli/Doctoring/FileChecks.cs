using System.Globalization;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Doctoring;

/// <summary>Looks at what the program reads and where it writes.</summary>
internal static class FileChecks
{
    /// <summary>Rows of some ten million runs, or of one run's trace.</summary>
    private const long EnoughSpace = 10L << 30;

    public static Finding Scenarios(VerbContext context)
    {
        string? path = context.GivenFile ?? ScenarioFile.Default();
        if (path is null)
            return new Finding("scenarios", FindingState.Note, "no scenarios.yaml here", "name one: --file path/to/scenarios.yaml");
        try
        {
            (IReadOnlyList<ScenarioSummary> scenarios, IReadOnlyList<Diagnostic> problems) = ScenarioCatalog.List(new SourceText(path, File.ReadAllText(path)));
            return problems.Count == 0
                ? Finding.Ok("scenarios", $"{scenarios.Count} in {path}")
                : new Finding("scenarios", FindingState.Warn, $"{problems.Count} errors in {path}", "see: fleek-sim validate");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding("scenarios", FindingState.Fail, $"cannot read {path}: {FileProblem.Of(problem)}", "check the path and its permissions");
        }
    }

    /// <summary>Writes into the folder of results, or where it would be made, and leaves nothing behind.</summary>
    public static IEnumerable<Finding> Results(string folder)
    {
        string? there = Path.GetFullPath(folder);
        while (there is not null && !Directory.Exists(there)) there = Path.GetDirectoryName(there);
        if (there is null) return [new Finding("results", FindingState.Fail, $"no folder holds {folder}", "give another one with --out")];
        string probe = Path.Combine(there, $".fleek-sim-doctor-{Environment.ProcessId}");
        try
        {
            using FileStream first = new(probe, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            first.WriteByte(1);
            first.Flush(flushToDisk: true);
            return [Finding.Ok("results", $"{folder} can be written"), Lock(probe, folder), Space(there)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [new Finding("results", FindingState.Fail, $"{folder} cannot be written: {FileProblem.Of(problem)}", "give another folder with --out")];
        }
    }

    /// <summary>Measurements that tests read; none of them is part of the repository.</summary>
    public static Finding Data()
    {
        string? named = Environment.GetEnvironmentVariable("FLEEK_SIM_DATA") is { Length: > 0 } given ? given : null;
        const string Mend = "only some tests read it: put the measurements into a folder and name it in FLEEK_SIM_DATA";
        if (named is null) return new Finding("data", FindingState.Note, "FLEEK_SIM_DATA names no folder of measurements", Mend);
        return Directory.Exists(named) ? Finding.Ok("data", named) : new Finding("data", FindingState.Warn, $"FLEEK_SIM_DATA names {named}, which is not there", Mend);
    }

    private static Finding Lock(string probe, string folder)
    {
        try
        {
            using FileStream second = new(probe, FileMode.Open, FileAccess.Read, FileShare.None);
            return new Finding("locks", FindingState.Warn, $"two programs could write {folder} at once", "run one at a time there, or keep results on a local disk");
        }
        catch (IOException)
        {
            return Finding.Ok("locks", "a folder in use is closed to others");
        }
    }

    private static Finding Space(string there)
    {
        long bytes = new DriveInfo(there).AvailableFreeSpace;
        string found = string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.0} GiB free");
        return bytes >= EnoughSpace
            ? Finding.Ok("space", found)
            : new Finding("space", FindingState.Warn, found, "traces of many runs take more: make room, or another disk with --out");
    }
}

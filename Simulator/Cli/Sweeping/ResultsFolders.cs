using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Sweeping;

/// <summary>Which folder under --out is meant.</summary>
internal static class ResultsFolders
{
    private const string Manifest = "manifest.json";

    /// <summary>
    /// The plan's newest folder: <c>hash</c>, or <c>hash-n</c> with the greatest n once --fresh has made such.
    /// With <paramref name="fresh"/>, the next one that does not exist yet.
    /// </summary>
    public static string Choose(string outRoot, Plan plan, bool fresh)
    {
        string first = ResultsFolder.DefaultPath(outRoot, plan);
        string newest = first;
        int next = 2;
        while (Directory.Exists($"{first}-{next}")) newest = $"{first}-{next++}";
        if (!fresh || !Directory.Exists(first)) return newest;
        return $"{first}-{next}";
    }

    public static bool IsDone(ResultsFolder folder, RunKey key) => folder.Find(key) is { Status: RunStatus.Done };

    /// <summary>Other folders of the same scenario.</summary>
    public static IEnumerable<string> Siblings(string path)
    {
        string own = System.IO.Path.GetFullPath(path);
        string? parent = System.IO.Path.GetDirectoryName(own);
        if (parent is null || !Directory.Exists(parent)) return [];
        return Directory.EnumerateDirectories(parent)
            .Where(d => d != own && File.Exists(System.IO.Path.Combine(d, Manifest)))
            .Order(StringComparer.Ordinal);
    }

    /// <exception cref="CommandException">There is no such folder.</exception>
    public static void RequireFolder(string path)
    {
        if (!Directory.Exists(path)) throw CommandException.Usage($"no results folder '{path}'");
    }
}

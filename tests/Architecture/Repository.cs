using System.Xml.Linq;
using Fleek.Tests;

namespace Fleek.Architecture;

/// <summary>The source tree as it lies on disk, without what builds and runs leave in it.</summary>
internal static class Repository
{
    private static readonly string[] _notSource = ["artifacts", ".git", ".vs", ".idea", "bin", "obj", "results", "TestResults"];

    public static string Root { get; } = DataFolder.Repository;

    /// <summary>Every file whose name ends so; paths are relative, with forward slashes, in order.</summary>
    public static IReadOnlyList<string> Files(params string[] endings) =>
        [.. Walk(Root).Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    public static XDocument Project(string relative) => XDocument.Load(Path.Combine(Root, relative));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (string inner in Directory.EnumerateDirectories(folder))
        {
            if (_notSource.Contains(Path.GetFileName(inner))) continue;
            foreach (string file in Walk(inner)) yield return file;
        }
    }
}

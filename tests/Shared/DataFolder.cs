namespace Fleek.Tests;

/// <summary>
/// Where tests find the repository and the real data files (RIB dumps, measured delays, vectors), which are not part of it:
/// the folder named by FLEEK_SIM_DATA, else `../shared/data` beside the checkout. Tests that need a file skip with the reason.
/// </summary>
internal static class DataFolder
{
    public static string Repository { get; } = FindRepository();

    public static string File(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("FLEEK_SIM_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(Repository, "..", "shared", "data");
        string path = Path.GetFullPath(Path.Combine([root, .. parts]));
        Assert.SkipUnless(System.IO.File.Exists(path), $"real data file not found: {path} (set FLEEK_SIM_DATA)");
        return path;
    }

    private static string FindRepository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (System.IO.File.Exists(Path.Combine(at.FullName, "Fleek.Sim.sln"))) return at.FullName;
        throw new InvalidOperationException("the tests run from inside the repository's artifacts folder");
    }
}

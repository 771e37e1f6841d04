namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Where the scenario file is when no flag says so.</summary>
internal static class ScenarioFile
{
    private const string Name = "scenarios.yaml";

    /// <summary>
    /// The one in the current directory, else the one of the repository that this program was built in, else null.
    /// </summary>
    public static string? Default()
    {
        if (File.Exists(Name)) return Name;
        string? home = Repository();
        return home is not null && File.Exists(Path.Combine(home, Name)) ? Path.Combine(home, Name) : null;
    }

    /// <summary>The repository that this program was built in, or null.</summary>
    public static string? Repository()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Fleek.Sim.sln"))) return at.FullName;
        return null;
    }
}

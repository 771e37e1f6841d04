namespace Fleek.Sim.Cli.Doctoring;

/// <summary>Looks for programs of others: none is needed to simulate.</summary>
internal static class ProgramChecks
{
    private static readonly (string Program, string Use)[] _programs =
    [
        ("git", "manifests name the commit"),
        ("b3sum", "tests compare hashes with it"),
        ("bgpdump", "tests compare routing tables with it"),
        ("g++", "tests build ns-3's side of a comparison with it"),
        ("pkg-config", "tests find ns-3 with it"),
    ];

    public static IEnumerable<Finding> All() => _programs.Select(p => Where(p.Program) is { } path
        ? Finding.Ok(p.Program, path)
        : new Finding(p.Program, FindingState.Note, $"not there; {p.Use}", p.Program == "git" ? "install git" : ".ci/install installs it on Debian; without it those tests skip"));

    private static string? Where(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
            .FirstOrDefault(File.Exists);
}

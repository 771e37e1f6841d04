namespace Fleek.Sim.Cli.Tests.Support;

/// <summary>
/// The program with another Core: the same sources compiled once more, with a bug that can be switched on. Without one it is what a
/// change leaves that changes nothing: another build that behaves alike.
/// </summary>
internal sealed class OtherBuild
{
    private readonly string _folder;

    public OtherBuild(Sandbox sandbox)
    {
        _folder = sandbox.In("other-build");
        Directory.CreateDirectory(_folder);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory)) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        // artifacts/bin/<project>/<configuration>/
        DirectoryInfo configuration = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string core = Path.Combine(configuration.Parent!.Parent!.FullName, "MutantCore", configuration.Name, "Fleek.Core.dll");
        File.Copy(core, Path.Combine(_folder, "Fleek.Core.dll"), overwrite: true);
    }

    public RunSettings Settings(string bug = "None") => new(new Dictionary<string, string> { ["FLEEK_SIM_PLANTED_BUG"] = bug }, _folder);
}

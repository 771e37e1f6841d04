using Fleek.Tests;

namespace Fleek.Sim.Cli.Tests.Support;

/// <summary>A folder of a test's own that holds a scenario file; removed afterwards.</summary>
internal sealed class Sandbox : IDisposable
{
    /// <param name="scenarios">A file of tests/Cli.Tests/Files, copied to <c>scenarios.yaml</c>; null for none.</param>
    public Sandbox(string? scenarios = "small.yaml")
    {
        Folder = Directory.CreateTempSubdirectory("fleek-sim-test-").FullName;
        if (scenarios is not null) File.Copy(FilePath(scenarios), In("scenarios.yaml"));
    }

    public string Folder { get; }

    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>The only results folder of a scenario.</summary>
    public string Results(string scenario, string root = "results") => Assert.Single(Directory.GetDirectories(In(root, scenario)));

    public Finished Run(params string[] args) => Run(new RunSettings(), args);

    public Finished Run(RunSettings settings, params string[] args)
    {
        using Child child = new(this, settings, args);
        return child.Wait();
    }

    public Child Start(params string[] args) => new(this, new RunSettings(), args);

    public static string FilePath(string name) =>
        Path.Combine(DataFolder.Repository, "tests", "Cli.Tests", "Files", name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A child that was killed may still be going; the system's cleaner takes the rest.
        }
    }
}

using System.Diagnostics;
using System.Xml.Linq;

namespace Fleek.Architecture;

public sealed class Purity
{
    [Theory]
    [InlineData("Core/Fleek.Core.csproj", "FleekPure")]
    [InlineData("Simulator/Kernel/Fleek.Sim.Kernel.csproj", "FleekPure")]
    [InlineData("Simulator/World/Fleek.Sim.World.csproj", "FleekDeterministic")]
    public void A_deciding_project_asks_for_its_ban_list(string project, string property) =>
        Assert.Equal("true", Repository.Project(project).Descendants(property).Single().Value);

    [Fact]
    public void Nothing_switches_the_ban_off()
    {
        foreach (string file in Repository.Files(".cs", ".csproj", ".props", ".targets"))
        {
            if (file.StartsWith("tests/Architecture/", StringComparison.Ordinal)) continue;
            string text = Repository.Read(file);
            Assert.False(text.Contains("RS0030", StringComparison.Ordinal), $"{file} mentions RS0030");
        }
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", Repository.Read(".editorconfig"));
    }

    [Fact]
    public void Each_ban_names_the_way_out()
    {
        foreach (string file in Repository.Files(".txt").Where(f => f.StartsWith("build/BannedSymbols", StringComparison.Ordinal)))
            foreach (string line in Repository.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Assert.Matches("^[A-Z]:[^;]+;.{5,}$", line);
    }

    /// <summary>
    /// The claim is executed: code that looks at a clock, a file and a random number does not compile in a pure project.
    /// </summary>
    [Fact]
    public void Impure_code_does_not_compile_in_a_pure_project()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "purity-probe");
        Directory.CreateDirectory(folder);
        XDocument project = new(new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup", new XElement("FleekPure", "true")),
            // Nothing under artifacts is compiled by default.
            new XElement("ItemGroup", new XElement("Compile", new XAttribute("Include", "Probe.cs")))));
        project.Save(Path.Combine(folder, "PurityProbe.csproj"));
        File.WriteAllText(Path.Combine(folder, "Probe.cs"), """
            namespace Probe;

            public static class Impure
            {
                public static long Clock() => System.DateTime.UtcNow.Ticks;

                public static bool Disk() => System.IO.File.Exists("x");

                public static int Chance() => new System.Random(1).Next();

                public static double Platform(double x) => System.Math.Log(x);
            }
            """);
        (int code, string output) = Build(folder);
        Assert.NotEqual(0, code);
        foreach (string banned in (string[])["DateTime", "System.IO", "Random", "Math.Log"])
            Assert.Matches($"error RS0030.*{banned}", output);
    }

    private static (int Code, string Output) Build(string folder)
    {
        ProcessStartInfo start = new("dotnet", ["build", "-nologo", "-v", "quiet", "--disable-build-servers"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using Process build = Process.Start(start)!;
        build.StandardInput.Close();
        Task<string> errors = build.StandardError.ReadToEndAsync();
        string output = build.StandardOutput.ReadToEnd() + errors.Result;
        build.WaitForExit();
        return (build.ExitCode, output);
    }
}

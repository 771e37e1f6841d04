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

    /// <summary>The files in which Kernel touches the outside, and what each may use of it.</summary>
    private static readonly Dictionary<string, string> _outside = new()
    {
        ["Simulator/Kernel/Outside/ConsoleLog.cs"] = "Console",
        ["Simulator/Kernel/Outside/SystemWallClock.cs"] = "Stopwatch, Monitor and Thread.SpinWait",
        ["Simulator/Kernel/Outside/ThreadSafeSimulation.cs"] = "Environment.CurrentManagedThreadId, locks and Task",
    };

    [Fact]
    public void Only_the_outside_of_the_kernel_lifts_the_ban_and_each_file_says_for_what()
    {
        Assert.Equal(_outside.Keys.Order(), Repository.Files(".cs").Where(f => f.StartsWith("Simulator/Kernel/Outside/", StringComparison.Ordinal)));
        foreach ((string file, string symbols) in _outside)
        {
            string text = Repository.Read(file);
            Assert.Contains($"#pragma warning disable RS0030 // {symbols}:", text);
            Assert.Equal(1, text.Split("RS0030").Length - 1);
            foreach (string never in (string[])["DateTime.Now", "DateTime.UtcNow", "System.IO.File", "System.Net", "System.Random", "Math.Log"])
                Assert.DoesNotContain(never, text);
        }
    }

    [Fact]
    public void Nothing_else_switches_the_ban_off()
    {
        foreach (string file in Repository.Files(".cs", ".csproj", ".props", ".targets"))
        {
            if (file.StartsWith("tests/Architecture/", StringComparison.Ordinal) || _outside.ContainsKey(file)) continue;
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

    /// <summary>Kernel may speak of dates and write to a writer that it is given; it may not ask for the time or open a file.</summary>
    [Fact]
    public void The_kernel_may_name_a_date_and_not_ask_for_it()
    {
        string[] lines = [.. Repository.Read("build/BannedSymbols.Kernel.txt").Split('\n')];
        foreach (string banned in (string[])["P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "T:System.Console;", "T:System.IO.File;",
            "N:System.Threading;", "N:System.Threading.Tasks;"])
            Assert.Contains(lines, l => l.StartsWith(banned, StringComparison.Ordinal));
        Assert.Equal("true", Repository.Project("Simulator/Kernel/Fleek.Sim.Kernel.csproj").Descendants("FleekKernel").Single().Value);
        Assert.Empty(Repository.Project("Core/Fleek.Core.csproj").Descendants("FleekKernel"));
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

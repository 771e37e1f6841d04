using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Fleek.Architecture;

public sealed class Purity
{
    [Theory]
    [InlineData("Core/Fleek.Core.csproj", "FleekPure")]
    [InlineData("Simulator/Kernel/Fleek.Sim.Kernel.csproj", "FleekPure")]
    [InlineData("Simulator/World/Fleek.Sim.World.csproj", "FleekDeterministic")]
    [InlineData("Analysis/Fleek.Analysis.csproj", "FleekFigures")]
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
    public void Impure_code_does_not_compile_in_a_pure_project() => AssertRefused("FleekPure", new()
    {
        ["DateTime"] = "System.DateTime.UtcNow.Ticks",
        ["System.IO"] = "System.IO.File.Exists(\"x\")",
        ["Random"] = "new System.Random(1).Next()",
        ["Math.Log"] = "System.Math.Log(2.0)",
    });

    /// <summary>The same for a project like World, which may read files but must compute the same bits everywhere.</summary>
    [Fact]
    public void The_platforms_functions_do_not_compile_in_a_deterministic_project() => AssertRefused("FleekDeterministic", new()
    {
        ["Math.Log"] = "System.Math.Log(2.0)",
        ["Math.Exp"] = "System.Math.Exp(2.0)",
        ["Math.Pow"] = "System.Math.Pow(2.0, 0.5)",
        ["Math.Sin"] = "System.Math.Sin(2.0)",
        ["Math.Tanh"] = "System.Math.Tanh(2.0)",
        ["double.Log"] = "double.Log(2.0)",
        ["double.Exp"] = "double.Exp(2.0)",
        ["double.Pow"] = "double.Pow(2.0, 0.5)",
        ["double.SinPi"] = "double.SinPi(2.0)",
        ["MathF"] = "System.MathF.Exp(2.0f)",
        ["Complex"] = "System.Numerics.Complex.One",
        ["Math.FusedMultiplyAdd"] = "System.Math.FusedMultiplyAdd(2.0, 3.0, 4.0)",
        ["Math.ReciprocalSqrtEstimate"] = "System.Math.ReciprocalSqrtEstimate(2.0)",
        ["Random"] = "System.Random.Shared.Next()",
        ["string.GetHashCode"] = "\"x\".GetHashCode()",
    });

    /// <summary>Each expression alone is an error that names its symbol; nothing else is wrong with the project.</summary>
    private static void AssertRefused(string property, Dictionary<string, string> expressions)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "purity-probe", property);
        Directory.CreateDirectory(folder);
        XDocument project = new(new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup", new XElement(property, "true")),
            // Nothing under artifacts is compiled by default.
            new XElement("ItemGroup", new XElement("Compile", new XAttribute("Include", "Probe.cs")))));
        project.Save(Path.Combine(folder, $"Probe{property}.csproj"));
        IEnumerable<string> members = expressions.Values.Select((e, i) => $"    public static object Number{i}() => {e};\n");
        File.WriteAllText(Path.Combine(folder, "Probe.cs"),
            $"namespace Probe;\n\npublic static class Impure\n{{\n{string.Join('\n', members)}}}\n");
        (int code, string output) = Build(folder);
        Assert.NotEqual(0, code);
        Assert.All(Regex.Matches(output, "error (?<code>[A-Z]+[0-9]+)"), m => Assert.Equal("RS0030", m.Groups["code"].Value));
        int line = 5;
        foreach (string symbol in expressions.Keys)
        {
            Assert.Matches($@"Probe\.cs\({line},\d+\): error RS0030.*{Regex.Escape(symbol)}", output);
            line += 2;
        }
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

namespace Fleek.Architecture;

/// <summary>The rooms of the house and who may know whom: ARCHITECTURE.md's table, as data.</summary>
internal static class Rooms
{
    public sealed record Room(string Name, string Project, string Assembly, string[] MayKnow, string[] Packages);

    public static IReadOnlyList<Room> All { get; } =
    [
        new("Core", "Core/Fleek.Core.csproj", "Fleek.Core", [], []),
        new("Kernel", "Simulator/Kernel/Fleek.Sim.Kernel.csproj", "Fleek.Sim.Kernel", [], []),
        new("Samples", "samples/Fleek.Sim.Kernel.Samples.csproj", "Fleek.Sim.Kernel.Samples", ["Kernel"], []),
        new("Scenarios", "Scenarios/Fleek.Scenarios.csproj", "Fleek.Scenarios", ["Core"], ["YamlDotNet"]),
        new("Adapters", "Simulator/Adapters/Fleek.Sim.Adapters.csproj", "Fleek.Sim.Adapters", ["Core"],
            ["CsvHelper", "NSec.Cryptography", "SharpCompress"]),
        new("Analysis", "Analysis/Fleek.Analysis.csproj", "Fleek.Analysis", ["Scenarios"],
            ["CsvHelper", "MathNet.Numerics", "Parquet.Net", "ScottPlot"]),
        new("World", "Simulator/World/Fleek.Sim.World.csproj", "Fleek.Sim.World", ["Kernel", "Scenarios", "Core", "Adapters"], []),
        new("Live", "Simulator/Live/Fleek.Sim.Live.csproj", "Fleek.Sim.Live", ["Scenarios", "Core", "Adapters"], ["DotNext.Net.Cluster", "Npgsql"]),
        new("Cli", "Simulator/Cli/Fleek.Sim.Cli.csproj", "fleek-sim", ["Core", "Scenarios", "Analysis", "World", "Live", "Adapters"],
            ["System.CommandLine", "Spectre.Console"]),
    ];

    public static TheoryData<string> Names => [.. All.Select(r => r.Name)];

    public static Room Get(string name) => All.Single(r => r.Name == name);

    public static Room? OfProject(string project) => All.FirstOrDefault(r => r.Project == project);

    public static Room? OfAssembly(string assembly) => All.FirstOrDefault(r => r.Assembly == assembly);

    /// <summary>Everything that a room reaches through others.</summary>
    public static HashSet<string> Reach(string name)
    {
        HashSet<string> reached = [];
        Stack<string> open = new(Get(name).MayKnow);
        while (open.TryPop(out string? next))
            if (reached.Add(next))
                foreach (string further in Get(next).MayKnow) open.Push(further);
        return reached;
    }
}

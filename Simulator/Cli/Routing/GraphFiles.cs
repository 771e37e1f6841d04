using System.CommandLine;
using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Mrt;
using Fleek.Sim.Adapters.Routing;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Routing;

/// <summary>Graphs and paths from the files that a command line names.</summary>
internal static class GraphFiles
{
    private const int Shown = 3;

    public static Option<string?> Relationships(string name = "--relationships") => new(name)
    {
        Description = "Relationships of ASes, as CAIDA publishes them (serial 1 or 2), plain or packed",
        HelpName = "file",
    };

    public static Option<string[]> Dumps(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "dump",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Reads relationships and makes a graph of them; what is wrong with them is told as warnings.</summary>
    /// <exception cref="CommandException">No file is named, or it is absent.</exception>
    public static (AsGraph Graph, AsRelationships File, AsGraphConflicts Conflicts) Load(VerbContext context, Option<string?> option)
    {
        string path = context.Parsed.GetValue(option) ?? throw CommandException.Usage(
            $"{option.Name} names no file", $"give {option.Name} <file>, such as CAIDA's 20240101.as-rel.txt.bz2");
        DumpFiles.Check([path]);
        AsRelationships file = AsRelationshipFile.Load(path);
        AsGraph graph = AsGraph.Build(file.Links, out AsGraphConflicts conflicts);
        foreach (string warning in Warnings(conflicts)) context.Terminal.Warning($"{path}: {warning}");
        return (graph, file, conflicts);
    }

    /// <summary>Reads the paths of dumps.</summary>
    /// <returns>With the exit code: that a dump is cut, or cannot be used.</returns>
    /// <exception cref="CommandException">A dump is absent.</exception>
    public static (ObservedPaths Paths, int Code) Paths(VerbContext context, IReadOnlyList<string> dumps, IEnumerable<uint>? routeServers = null)
    {
        DumpFiles.Check(dumps);
        ObservedPaths paths = new(routeServers);
        int code = DumpFiles.Read(context, dumps, MrtReaderOptions.Default, _ => paths, null);
        return (paths, code);
    }

    /// <exception cref="CommandException">The text is no AS number.</exception>
    public static uint Asn(string text) =>
        FilterOptions.TryAsn(text, out uint asn) ? asn : throw CommandException.Usage($"'{text}' is no AS number", "give it as 3356 or AS3356");

    private static IEnumerable<string> Warnings(AsGraphConflicts conflicts)
    {
        if (conflicts.SelfLinks > 0)
            yield return $"{conflicts.SelfLinks} links of an AS with itself are left out: AS{string.Join(", AS", conflicts.Selves.Take(Shown))}{More(conflicts.SelfLinks)}";
        if (conflicts.Conflicts > 0)
        {
            IEnumerable<string> named = conflicts.Named.Take(Shown).Select(c => $"AS{c.Kept.A} and AS{c.Kept.B}");
            yield return $"{conflicts.Conflicts} links conflict with an earlier line, which counts: {string.Join(", ", named)}{More(conflicts.Conflicts)}";
        }

        foreach (IReadOnlyList<uint> cycle in conflicts.Cycles.Take(Shown))
            yield return $"{cycle.Count} ASes are each other's providers in a circle; their links are kept: AS{string.Join(", AS", cycle.Take(5))}{(cycle.Count > 5 ? " and others" : "")}";
    }

    private static string More(int count) => count > Shown ? " and others" : "";
}

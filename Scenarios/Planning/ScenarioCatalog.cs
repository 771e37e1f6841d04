using Fleek.Scenarios.Files;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Planning;

/// <summary>A line of <c>list</c>.</summary>
/// <param name="Line">Line of the scenario's name in the file.</param>
/// <param name="CellsInGrid">Cells of its sweep after <c>where</c>, 1 without a sweep; 0 where the scenario has errors.</param>
public sealed record ScenarioSummary(string Name, string Question, int Line, int CellsInGrid);

/// <summary>What is in a scenario file.</summary>
public static class ScenarioCatalog
{
    /// <summary>Every scenario in the file's order. Files that scenarios name are not read.</summary>
    public static (IReadOnlyList<ScenarioSummary> Scenarios, IReadOnlyList<Diagnostic> Diagnostics) List(SourceText file)
    {
        DiagnosticSink sink = new();
        if (ScenarioFileReader.Read(file, sink) is not { } read) return ([], sink.Sorted);
        List<ScenarioSummary> summaries = [];
        foreach (ScenarioBlock block in read.Scenarios)
        {
            Plan? plan = sink.Count > 0 ? null : Planner.Build(file, Request(block, sweep: true), path => path).Plan;
            Assignment? question = block.Layer.Assignments.LastOrDefault(a => a.Key.Path == "question");
            summaries.Add(new(block.Name, plan?.Question ?? question?.Value?.Text ?? "", block.At.Line, plan?.Cells.Count ?? 0));
        }

        return (summaries, sink.Sorted);
    }

    /// <summary>Every error of every scenario, of its base and of its grid; empty where the file is good.</summary>
    /// <param name="sha256OfFile">As for <see cref="Planner.Build"/>; null: a file is good if it can be opened.</param>
    public static IReadOnlyList<Diagnostic> Validate(SourceText file, Func<string, string?>? sha256OfFile = null)
    {
        DiagnosticSink sink = new();
        if (ScenarioFileReader.Read(file, sink) is not { } read || sink.Count > 0) return sink.Sorted;
        foreach (ScenarioBlock block in read.Scenarios)
        {
            sink.AddAll(Planner.Build(file, Request(block, sweep: false), sha256OfFile ?? Opens).Diagnostics);
            if (block.Sweep is not null)
                sink.AddAll(Planner.Build(file, Request(block, sweep: true), sha256OfFile ?? Opens).Diagnostics);
        }

        return sink.Sorted;
    }

    private static PlanRequest Request(ScenarioBlock block, bool sweep) => new() { Scenario = block.Name, Sweep = sweep };

    private static string? Opens(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

using System.CommandLine;
using System.Text.Json;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>list</c>: scenarios, measures, keys or diagnostic codes.</summary>
internal static class ListCommand
{
    private static readonly string[] _things = ["scenarios", "measures", "keys", "codes"];

    public static Command Create()
    {
        Argument<string> thing = new("things")
        {
            Description = "scenarios, measures, keys or codes",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => _things[0],
        };
        Command command = CommandTree.Verb("list", "List scenarios, measures, keys or diagnostic codes",
            context => List(context, context.Parsed.GetValue(thing)!));
        command.Arguments.Add(thing);
        return command;
    }

    private static int List(VerbContext context, string thing) => thing switch
    {
        "scenarios" => Scenarios(context),
        "measures" => Table(context, ["name", "unit", "better", "estimator"],
            Measures.All.Select(m => new[] { m.Name, m.Unit, Better(m.Direction), $"{m.Estimator}" })),
        "keys" => Table(context, ["key", "type", "unit", "default"],
            ScenarioKeys.All.Select(k => new[] { k.Path, k.Type, k.Unit, k.Default })),
        "codes" => Table(context, ["code", "title"], DiagnosticCodes.All.Select(c => new[] { c.Code, c.Title })),
        _ => throw CommandException.Usage($"cannot list '{thing}'"
            + (NearestWord.Find(thing, _things) is { } nearest ? $"; did you mean '{nearest}'?" : $"; one of: {string.Join(", ", _things)}")),
    };

    private static int Scenarios(VerbContext context)
    {
        SourceText source = context.ReadScenarioFile();
        (IReadOnlyList<ScenarioSummary> scenarios, IReadOnlyList<Diagnostic> problems) = ScenarioCatalog.List(source);
        if (problems.Count > 0)
        {
            DiagnosticsPrinter.Print(context.Terminal, source, problems, "scenarios that cannot be read are not listed");
            if (scenarios.Count == 0) return ExitCode.BadScenario;
        }
        Table(context, ["name", "cells", "question"], scenarios.Select(s => new[] { s.Name, $"{s.CellsInGrid}", s.Question }));
        return problems.Count > 0 ? ExitCode.BadScenario : ExitCode.Ok;
    }

    private static int Table(VerbContext context, string[] columns, IEnumerable<string[]> rows)
    {
        if (context.Json)
        {
            IEnumerable<Dictionary<string, string>> objects = rows.Select(
                row => columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second));
            context.Terminal.Answer(JsonSerializer.Serialize(new { items = objects }, JsonText.Options));
            return ExitCode.Ok;
        }
        TextTable table = new(columns);
        foreach (string[] row in rows) table.Add(row);
        foreach (string line in table.Lines(Terminal.OutputWidth)) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    internal static string Better(Direction direction) => direction switch
    {
        Direction.LowerIsBetter => "lower",
        Direction.HigherIsBetter => "higher",
        _ => "neither",
    };
}

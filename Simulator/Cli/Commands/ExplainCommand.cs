using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Explaining;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>explain</c>: what anything means.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Argument<string> thing = new("thing") { Description = "A scenario, a measure, a key, a law, a code such as FS1002, or exit-codes" };
        Option<string[]> set = new("--set")
        {
            Description = "Explain a scenario with these overrides",
            HelpName = "key=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        Command command = CommandTree.Verb("explain", "Say what a scenario, measure, key, code or exit code means",
            context => Explain(context, context.Parsed.GetValue(thing)!, context.Parsed.GetValue(set) ?? []));
        command.Arguments.Add(thing);
        command.Options.Add(set);
        return command;
    }

    private static int Explain(VerbContext context, string thing, IReadOnlyList<string> sets)
    {
        IReadOnlyList<string>? page = ExitCodePage.Find(thing) ?? MeasurePage.Find(thing) ?? CodePage.Find(thing) ?? KeyPage.Find(thing);
        // A scenario may have the name of the law that it shows.
        if (page is null && !ScenarioPage.Names(context).Contains(thing)) page = LawExplanation.Find(thing);
        if (page is null)
        {
            int? code = ScenarioPage.Print(context, thing, sets);
            if (code is { } known) return known;
            throw CommandException.Usage(Unknown(context, thing));
        }
        foreach (string line in page) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    private static string Unknown(VerbContext context, string thing)
    {
        IEnumerable<string> known = ExitCodePage.Names.Concat(MeasurePage.Names).Concat(CodePage.Names)
            .Concat(KeyPage.Names).Concat(LawExplanation.Names).Concat(ScenarioPage.Names(context));
        return $"nothing named '{thing}'" + (NearestWord.Find(thing, known) is { } nearest
            ? $"; did you mean '{nearest}'?"
            : "; `list`, `list measures`, `list keys`, `list codes` and `theory` name what can be explained");
    }
}

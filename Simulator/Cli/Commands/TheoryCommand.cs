using System.CommandLine;
using Fleek.Analysis.Theory;
using Fleek.Analysis.Theory.Catalogue;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Theorizing;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>theory</c>: what a closed form says, to put beside a simulated number. Runs nothing.</summary>
internal static class TheoryCommand
{
    public static Command Create()
    {
        Argument<string?> law = new("law")
        {
            Description = "Name of a law; without one, all are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string[]> set = new("--set")
        {
            Description = "Ask with this value, as threshold=50, 'lag=500 ms' or k=8; the rest keep their defaults",
            HelpName = "name=value",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        Command command = CommandTree.Verb("theory", "Say what a closed form gives: bounds, exposure, overshoot, ledgers, "
            + "test sizes",
            context => Answer(context, context.Parsed.GetValue(law), context.Parsed.GetValue(set) ?? []));
        command.Arguments.Add(law);
        command.Options.Add(set);
        return command;
    }

    private static int Answer(VerbContext context, string? name, IReadOnlyList<string> sets)
    {
        if (name is null) return List(context, sets);
        Law law = Laws.Find(name) ?? throw CommandException.Usage(
            $"no law '{name}'{Suggestion(name, Laws.All.Select(l => l.Name))}", "`fleek-sim theory` lists the laws");
        LawQuestion question = LawQuestion.Read(law, sets);
        LawAnswer answer;
        try
        {
            answer = law.Answer(question.Values);
        }
        catch (OutOfDomainException problem)
        {
            throw CommandException.Usage(
                $"{law.Name}: {problem.Message}", $"`fleek-sim theory {law.Name}` shows its parameters and their defaults");
        }

        if (context.Json) context.Terminal.Answer(LawJson.Of(law, question, answer));
        else foreach (string line in LawPage.Lines(law, question, answer, Terminal.OutputWidth)) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    private static int List(VerbContext context, IReadOnlyList<string> sets)
    {
        if (sets.Count > 0) throw CommandException.Usage("--set needs a law: fleek-sim theory <law> --set name=value");
        if (context.Json) context.Terminal.Answer(LawJson.OfAll(Laws.All));
        else foreach (string line in LawPage.List(Laws.All, Terminal.OutputWidth)) context.Terminal.Answer(line);
        return ExitCode.Ok;
    }

    internal static string Suggestion(string word, IEnumerable<string> known) =>
        NearestWord.Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : "";
}

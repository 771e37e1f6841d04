using System.CommandLine;
using System.CommandLine.Parsing;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Says what is wrong with a command line in one line, with the nearest match.</summary>
internal static class CommandLineErrors
{
    /// <summary>The first problem, or null.</summary>
    public static string? First(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        bool atRoot = parsed.CommandResult.Parent is null;
        string? firstStray = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        bool hasVerbs = command.Subcommands.Count > 0;
        if (hasVerbs && firstStray is not null && !LooksLikeFlag(firstStray)) return UnknownVerb(firstStray, command);
        // A hidden verb is given words of other command lines.
        if (!command.Hidden && StrayFlag(parsed) is { } flag) return UnknownFlag(flag, command, atRoot);
        if (hasVerbs && parsed.Errors.Count == 1 && parsed.Errors[0].SymbolResult is CommandResult)
            return $"no verb given{(atRoot ? "" : $" after '{PathOf(command)}'")}; verbs: {string.Join(", ", Verbs(command))}";
        if (firstStray is not null) return $"unexpected '{firstStray}' after '{PathOf(command)}'";
        if (MissingArgument(parsed) is { } argument)
            return $"'{PathOf(command)}' needs a {argument.Name}: fleek-sim {PathOf(command)} <{argument.Name}>";
        return parsed.Errors.Count > 0 ? OneLine(parsed.Errors[0].Message) : null;
    }

    /// <summary>A word that looks like a flag but is none: unmatched, or swallowed as an argument.</summary>
    private static string? StrayFlag(ParseResult parsed)
    {
        IEnumerable<string> swallowed = parsed.CommandResult.Children
            .OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value);
        return swallowed.Concat(parsed.UnmatchedTokens).FirstOrDefault(LooksLikeFlag);
    }

    private static bool LooksLikeFlag(string word) => word.Length > 1 && word[0] == '-';

    private static string UnknownFlag(string flag, Command command, bool atRoot)
    {
        string name = flag.Split('=', 2)[0];
        IEnumerable<string> known = Lineage(command).SelectMany(c => c.Options.Where(o => c == command || o.Recursive))
            .Where(o => !o.Hidden)
            .SelectMany(o => o.Aliases.Prepend(o.Name));
        string of = atRoot ? "" : $" of '{PathOf(command)}'";
        return $"unknown flag '{name}'{of}{Suggest(name, known, $"; see: fleek-sim {(atRoot ? "" : PathOf(command) + " ")}--help")}";
    }

    private static string UnknownVerb(string verb, Command of)
    {
        string where = of is RootCommand ? "" : $" of '{PathOf(of)}'";
        return $"unknown verb '{verb}'{where}{Suggest(verb, Verbs(of), $"; verbs: {string.Join(", ", Verbs(of))}")}";
    }

    /// <summary>The verb as it is typed, behind the verb that it belongs to.</summary>
    private static string PathOf(Command command) =>
        string.Join(' ', Lineage(command).Where(c => c is not RootCommand).Reverse().Select(c => c.Name));

    private static string Suggest(string word, IEnumerable<string> known, string otherwise) =>
        NearestWord.Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : otherwise;

    private static IEnumerable<string> Verbs(Command of) => of.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

    private static IEnumerable<Command> Lineage(Command command)
    {
        yield return command;
        foreach (Command parent in command.Parents.OfType<Command>())
            foreach (Command ancestor in Lineage(parent)) yield return ancestor;
    }

    private static Argument? MissingArgument(ParseResult parsed)
    {
        foreach (Argument argument in parsed.CommandResult.Command.Arguments)
        {
            bool given = parsed.GetResult(argument) is { Tokens.Count: > 0 };
            if (!given && argument.Arity.MinimumNumberOfValues > 0) return argument;
        }
        return null;
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}

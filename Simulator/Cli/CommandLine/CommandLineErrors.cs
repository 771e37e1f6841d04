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
        if (atRoot && firstStray is not null && !LooksLikeFlag(firstStray)) return UnknownVerb(firstStray, command);
        // A hidden verb is given words of other command lines.
        if (!command.Hidden && StrayFlag(parsed) is { } flag) return UnknownFlag(flag, command, atRoot);
        if (atRoot && parsed.Errors.Count == 1 && parsed.Errors[0].SymbolResult is CommandResult)
            return $"no verb given; verbs: {string.Join(", ", Verbs(command))}";
        if (firstStray is not null) return $"unexpected '{firstStray}' after '{command.Name}'";
        if (MissingArgument(parsed) is { } argument)
            return $"'{command.Name}' needs a {argument.Name}: fleek-sim {command.Name} <{argument.Name}>";
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
        string of = atRoot ? "" : $" of '{command.Name}'";
        return $"unknown flag '{name}'{of}{Suggest(name, known, $"; see: fleek-sim {(atRoot ? "" : command.Name + " ")}--help")}";
    }

    private static string UnknownVerb(string verb, Command root) =>
        $"unknown verb '{verb}'{Suggest(verb, Verbs(root), $"; verbs: {string.Join(", ", Verbs(root))}")}";

    private static string Suggest(string word, IEnumerable<string> known, string otherwise) =>
        NearestWord.Find(word, known) is { } nearest ? $"; did you mean '{nearest}'?" : otherwise;

    private static IEnumerable<string> Verbs(Command root) => root.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

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

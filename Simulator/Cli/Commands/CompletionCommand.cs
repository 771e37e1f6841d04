using System.CommandLine;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Completing;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>completion</c> and its hidden half, which a shell calls at every tab.</summary>
internal static class CompletionCommand
{
    private const string Hidden = "__complete";

    public static Command Create()
    {
        Argument<string> shell = new("shell") { Description = string.Join(", ", ShellScripts.Shells) };
        Command command = CommandTree.Verb("completion", "Print what makes a shell complete verbs, flags and scenarios", context =>
        {
            string given = context.Parsed.GetValue(shell)!;
            if (!ShellScripts.Shells.Contains(given))
            {
                throw CommandException.Usage($"no completion for '{given}'" + (NearestWord.Find(given, ShellScripts.Shells) is { } nearest
                    ? $"; did you mean '{nearest}'?"
                    : $"; there is one for {string.Join(", ", ShellScripts.Shells)}"));
            }
            foreach (string line in ShellScripts.Of(given).TrimEnd().Split('\n')) context.Terminal.Answer(line);
            return ExitCode.Ok;
        });
        command.Arguments.Add(shell);
        return command;
    }

    public static Command CreateHidden()
    {
        Argument<string[]> words = new("words") { Arity = ArgumentArity.ZeroOrMore };
        Command command = CommandTree.Verb(Hidden, "Answer a shell", context =>
        {
            RootCommand root = CommandTree.Build(new CommonOptions());
            foreach (string word in new Completions(root, ScenariosOrNull).Of(context.Parsed.GetValue(words) ?? [])) context.Terminal.Answer(word);
            return ExitCode.Ok;

            // Whoever presses the tab key wants words and no messages.
            SourceText? ScenariosOrNull()
            {
                try
                {
                    return context.ReadScenarioFile();
                }
                catch (CommandException)
                {
                    return null;
                }
            }
        });
        command.Hidden = true;
        command.Arguments.Add(words);
        return command;
    }
}

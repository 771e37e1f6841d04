using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Fleek.Analysis.Comparing;
using Fleek.Analysis.Store;
using Fleek.Core.Primitives;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.CommandLine;

/// <summary>Runs one command line and answers with its exit code. Nothing throws out of here.</summary>
internal static class VerbHost
{
    public static int Run(string[] args)
    {
        CommonOptions common = new();
        RootCommand root = CommandTree.Build(common);
        // No @file expansion: '@' in a path or a note is just a letter.
        ParseResult parsed = CommandLineParser.Parse(root, args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        using Terminal terminal = TerminalOf(parsed, common);
        try
        {
            if (parsed.Action is not HelpAction && CommandLineErrors.First(parsed) is { } problem)
            {
                terminal.Error(problem);
                return ExitCode.BadCommandLine;
            }
            terminal.Arguments = args;
            int code = parsed.Action is VerbAction verb
                ? verb.Run(new VerbContext(parsed, common, terminal))
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
            terminal.Flush();
            return code;
        }
        catch (Exception problem)
        {
            return Explain(problem, terminal, args);
        }
    }

    private static int Explain(Exception problem, Terminal terminal, string[] args)
    {
        switch (problem)
        {
            case CommandException known:
                if (known.Message.Length > 0) terminal.Error(known.Message, known.Help);
                return known.Code;
            case InputFileException input:
                string place = input.Line > 0 ? $"{input.File}({input.Line})" : input.File;
                terminal.Error($"{place}: {(input.Code is null ? "" : input.Code + ": ")}{input.Message}", input.Help);
                return ExitCode.BadScenario;
            case ResultsFolderException folder:
                terminal.Error(folder.Message, folder.Help);
                return folder.InnerException is IOException or UnauthorizedAccessException
                    ? ExitCode.BadCommandLine
                    : ExitCode.CouldNotJudge;
            case BaselineException baseline:
                terminal.Error(baseline.Message, baseline.Help);
                return ExitCode.CouldNotJudge;
            case InvariantViolationException broken:
                terminal.Error($"an invariant broke: {broken.Message}");
                return ExitCode.InvariantBroke;
            case OperationCanceledException:
                terminal.Error("stopped before anything was run");
                return ExitCode.Interrupted;
            case StandardOutputException closed:
                // `fleek-sim list | head` is no error; a full disk under `> file` is.
                if (!closed.ReaderLeft) terminal.Error($"cannot write the answer: {closed.Message}");
                return closed.ReaderLeft ? ExitCode.Ok : ExitCode.BadCommandLine;
            default:
                terminal.Bug(problem, ShellCommand.Of(args), EngineIdentity.Current);
                return ExitCode.Bug;
        }
    }

    private static Terminal TerminalOf(ParseResult parsed, CommonOptions common)
    {
        // Errors of a broken command line are printed too, and then the flags themselves may be unreadable.
        bool readable = parsed.Errors.Count == 0;
        return new Terminal(
            readable ? parsed.GetValue(common.Color) ?? "auto" : "auto",
            readable && parsed.GetValue(common.Quiet),
            readable && parsed.GetValue(common.Verbose));
    }
}

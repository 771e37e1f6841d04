using System.CommandLine;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>resume</c>: an interrupted sweep, exactly as it was planned.</summary>
internal static class ResumeCommand
{
    public static Command Create()
    {
        SimulationOptions options = new();
        Argument<string?> folder = new("folder")
        {
            Description = "A results folder (default: the last interrupted one under --out)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Command command = CommandTree.Verb("resume", "Go on with an interrupted sweep, exactly as it was planned",
            context => Resume(context, context.Parsed.GetValue(folder), options));
        command.Arguments.Add(folder);
        options.AddRunning(command);
        return command;
    }

    private static int Resume(VerbContext context, string? given, SimulationOptions options)
    {
        string path = given ?? ResultsFolder.FindInterrupted(context.Out)
            ?? throw CommandException.Usage($"nothing to resume under '{context.Out}'", "name a folder: fleek-sim resume <folder>");
        ResultsFolders.RequireFolder(path);
        using ResultsFolder folder = PlanStore.Open(path);
        context.Terminal.Note($"resuming {path} as it was planned; edits to the scenario file since then are ignored");
        InputFiles.RequireUnchanged(folder.Plan);
        return PlanRunner.RunIn(folder, context, options.Read(context.Parsed), []);
    }
}

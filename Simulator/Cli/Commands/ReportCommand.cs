using System.CommandLine;
using Fleek.Analysis.Store;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>report</c>: tables, figures and report.html again from the stored rows; nothing is simulated.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "A results folder" };
        Option<bool> open = new("--open") { Description = "Open report.html when done" };
        Command command = CommandTree.Verb("report", "Remake tables, figures and report from stored rows",
            context => Report(context, context.Parsed.GetValue(folder)!, context.Parsed.GetValue(open)));
        command.Arguments.Add(folder);
        command.Options.Add(open);
        return command;
    }

    private static int Report(VerbContext context, string path, bool open)
    {
        ResultsFolders.RequireFolder(path);
        using ResultsFolder folder = PlanStore.Open(path);
        if (!folder.Entries.Values.Any(e => e.Status == RunStatus.Done))
            throw new CommandException(ExitCode.CouldNotJudge, $"{path} has no finished run", $"run it: {ShellCommand.Of(["resume", path])}");
        folder.WriteTables();
        folder.WriteReport();
        ResultsPrinter.Print(context, folder);
        if (open) ReportOpener.Open(System.IO.Path.Combine(folder.Path, "report.html"), context.Terminal);
        return ExitCode.Ok;
    }
}

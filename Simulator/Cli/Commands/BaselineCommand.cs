using System.CommandLine;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>baseline accept</c>: what a scenario does becomes what it should do.</summary>
internal static class BaselineCommand
{
    public const string DefaultFolder = "baselines";

    private const string Accept = "accept";

    public static Command Create()
    {
        Argument<string> what = new("what") { Description = "accept" };
        Argument<string> subject = new("scenario") { Description = "Name of a scenario to run, or a results folder" };
        Option<string> folder = new("--baseline")
        {
            Description = "The file to write, or the folder for <scenario>.json",
            HelpName = "path",
            DefaultValueFactory = _ => DefaultFolder,
        };
        Option<string?> reason = new("--reason") { Description = "Why these numbers are right; kept in the file", HelpName = "text" };
        Option<string?> date = new("--date") { Description = "The day, as 2026-08-20 (default: none is kept)", HelpName = "day" };
        Option<bool> baseOnly = new("--base") { Description = "The base cell alone, not the grid" };
        Option<string?> seeds = new("--seeds") { Description = "Seeds, as 1..32 or 1,5,9", HelpName = "list" };
        Option<int?> jobs = SimulationOptions.Positive("--jobs", "Runs at the same time (default: all cores)", "-j");
        Command command = CommandTree.Verb("baseline", "Keep what a scenario does now, as what `check` compares with", context =>
        {
            string given = context.Parsed.GetValue(what)!;
            if (given != Accept) throw CommandException.Usage($"'baseline' can {Accept}, not '{given}'", $"fleek-sim baseline {Accept} <scenario> --reason \"...\"");
            string why = context.Parsed.GetValue(reason)
                ?? throw CommandException.Usage("'baseline accept' needs a --reason: say why these numbers are right");
            return BaselineVerb.Accept(context, new AcceptOrder(
                context.Parsed.GetValue(subject)!, context.Parsed.GetValue(folder)!, why, context.Parsed.GetValue(date),
                context.Parsed.GetValue(baseOnly), context.Parsed.GetValue(seeds), context.Parsed.GetValue(jobs) ?? Environment.ProcessorCount));
        });
        command.Arguments.Add(what);
        command.Arguments.Add(subject);
        foreach (Option option in (Option[])[folder, reason, date, baseOnly, seeds, jobs]) command.Options.Add(option);
        return command;
    }
}

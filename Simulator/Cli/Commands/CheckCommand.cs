using System.CommandLine;
using Fleek.Sim.Cli.Checking;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>check</c>: whether a scenario does what its baseline says.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string[]> scenario = new("scenario")
        {
            Description = "Names of scenarios; `list` shows them",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> baseline = new("--baseline")
        {
            Description = "The baseline, or the folder that holds it as <scenario>.json",
            HelpName = "path",
            DefaultValueFactory = _ => BaselineCommand.DefaultFolder,
        };
        Option<string?> format = new("--format")
        {
            Description = "text, markdown, github, junit, json; several with commas, into files as junit=check.xml (default: text)",
            HelpName = "list",
        };
        Option<string[]> only = new("--only")
        {
            Description = "Judge this measure alone; may be given several times",
            HelpName = "measure",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        Option<bool> strict = new("--strict") { Description = "What is inconclusive does not pass" };
        Option<int?> jobs = SimulationOptions.Positive("--jobs", "Runs at the same time (default: all cores)", "-j");
        Command command = CommandTree.Verb("check", "Run scenarios and judge each by its baseline, for CI", context => CheckVerb.Run(context, new CheckOrder(
            context.Parsed.GetValue(scenario)!, context.Parsed.GetValue(baseline)!, context.Parsed.GetValue(only) ?? [],
            context.Parsed.GetValue(strict), context.Parsed.GetValue(jobs) ?? Environment.ProcessorCount,
            FormatList.Read(context.Parsed.GetValue(format), context.Json))));
        command.Arguments.Add(scenario);
        foreach (Option option in (Option[])[baseline, format, only, strict, jobs]) command.Options.Add(option);
        return command;
    }
}

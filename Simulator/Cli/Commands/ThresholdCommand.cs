using System.CommandLine;
using Fleek.Scenarios.Planning;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Thresholds;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>threshold</c>: how low a freeze threshold may be, for every policy of a scenario.</summary>
internal static class ThresholdCommand
{
    private const string TargetFlag = "--target";

    public static Command Create()
    {
        SimulationOptions flags = new();
        Option<string> target = new(TargetFlag)
        {
            Description = "Share of accounts that may end below zero; several with commas",
            HelpName = "shares",
            DefaultValueFactory = _ => "0.1%",
        };
        Option<bool> confirm = new("--confirm") { Description = "Run again under the thresholds that were found, with other seeds, and compare" };
        Option<string[]> with = new("--with")
        {
            Description = "Another scenario, whose cells stand in the same tables and figures; may be given several times",
            HelpName = "scenario",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        Command command = CommandTree.Verb(
            "threshold", "Find the freeze threshold that a share of negative accounts needs, for every cell of a scenario",
            context => ThresholdVerb.Run(context, new ThresholdOrder(flags, Targets(context, context.Parsed.GetValue(target)!),
                context.Parsed.GetValue(confirm), context.Parsed.GetValue(with) ?? [], context.Parsed.GetValue(flags.Jobs) ?? Environment.ProcessorCount)));
        flags.AddPlanning(command, sweep: true);
        command.Options.Add(target);
        command.Options.Add(confirm);
        command.Options.Add(with);
        command.Options.Add(flags.Jobs);
        command.Options.Add(flags.Yes);
        return command;
    }

    private static List<double> Targets(VerbContext context, string list)
    {
        List<double> targets = [];
        foreach (string text in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            (double? share, IReadOnlyList<Diagnostic> problems) = QuantityFlag.Share(TargetFlag, text, "0.5");
            if (share is null)
            {
                DiagnosticsPrinter.Print(context.Terminal, new SourceText(TargetFlag, text), problems, "nothing was run");
                throw CommandException.Printed(ExitCode.BadCommandLine);
            }

            if (share == 0) throw CommandException.Usage("--target 0 has no finite answer", "for example: --target 0.1%");
            if (!targets.Contains(share.Value)) targets.Add(share.Value);
        }

        return targets.Count > 0 ? targets : throw CommandException.Usage("--target takes a share", "for example: --target 1%,0.1%");
    }
}

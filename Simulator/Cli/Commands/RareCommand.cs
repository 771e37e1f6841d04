using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Splitting;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>rare</c>: how likely a negative balance is where it is too rare to be seen.</summary>
internal static class RareCommand
{
    public static Command Create()
    {
        CellOptions cell = new();
        Option<int?> runs = SimulationOptions.Positive("--runs-per-stage", "Runs of each stage (default: 1000)");
        Option<int?> repetitions = SimulationOptions.Positive("--repetitions", "Independent estimates, whose spread is the error (default: 10)");
        Option<int?> jobs = SimulationOptions.Positive("--jobs", "Runs at the same time (default: all cores)", "-j");
        Command command = CommandTree.Verb("rare", "Estimate how likely a negative balance is, down to 1e-6 and below, by splitting",
            context => RareVerb.Run(context, cell.PlanOfPayments(context), new RareOrder(
                context.Parsed.GetValue(runs) ?? 1000, context.Parsed.GetValue(repetitions) ?? 10,
                context.Parsed.GetValue(jobs) ?? Environment.ProcessorCount)));
        cell.Add(command);
        foreach (Option option in (Option[])[runs, repetitions, jobs]) command.Options.Add(option);
        return command;
    }
}

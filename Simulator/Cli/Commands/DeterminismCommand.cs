using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Determinism;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>determinism</c>: whether one seed gives one trace, and where not.</summary>
internal static class DeterminismCommand
{
    public static Command Create()
    {
        CellOptions options = new();
        Option<int?> jobs = SimulationOptions.Positive(
            "--jobs", "Runs at the same time in the last check, at least 2 (default: all cores)", "-j");
        Command command = CommandTree.Verb("determinism", "Run twice here, in a child process and in parallel; show where runs part",
            context => DeterminismVerb.Run(context, options, context.Parsed.GetValue(jobs)));
        options.Add(command);
        command.Options.Add(jobs);
        return command;
    }
}

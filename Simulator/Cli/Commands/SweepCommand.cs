using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>sweep</c>: the scenario's whole grid; only what is missing is run.</summary>
internal static class SweepCommand
{
    public static Command Create()
    {
        SimulationOptions options = new();
        Command command = CommandTree.Verb("sweep", "Run a scenario's whole grid in parallel; only what is missing",
            context => SimulateVerb.Run(context, options, sweep: true));
        options.AddPlanning(command, sweep: true);
        options.AddRunning(command);
        return command;
    }
}

using System.CommandLine;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Living;
using Fleek.Sim.Cli.Sweeping;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>run</c>: the scenario's base cell with all its seeds.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        SimulationOptions options = new();
        LiveFlags live = new();
        Command command = CommandTree.Verb("run", "Run a scenario's base cell with all its seeds", context => context.Parsed.GetValue(live.Live)
            ? LiveRunVerb.Run(context, options, live, new ThisMachineCrew())
            : SimulateVerb.Run(context, options, sweep: false));
        options.AddPlanning(command, sweep: false);
        options.AddRunning(command);
        live.Add(command);
        return command;
    }
}

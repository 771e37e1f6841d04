using System.CommandLine;
using Fleek.Sim.Cli.Cascades;
using Fleek.Sim.Cli.CommandLine;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>cascades</c>: how many commits one commit of the proportional rule sets off.</summary>
internal static class CascadesCommand
{
    public static Command Create()
    {
        SimulationOptions flags = new();
        Command command = CommandTree.Verb("cascades", "Count how many commits one commit sets off, where batches follow the balance",
            context => CascadesVerb.Run(context, flags));
        flags.AddPlanning(command, sweep: true);
        command.Options.Add(flags.Jobs);
        command.Options.Add(flags.Yes);
        return command;
    }
}

using System.CommandLine;
using System.Runtime.InteropServices;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Living;
using Fleek.Sim.Live.Runs.Roles;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>live</c>: predictions and roles of runs on real sockets.</summary>
internal static class LiveCommand
{
    public static Command Create()
    {
        Command live = new("live", "Runs on real sockets; `run --live` plays one on this machine");
        live.Subcommands.Add(Predict());
        Command role = CommandTree.Verb("role", "Take a role from standard input", _ => Role());
        role.Hidden = true;
        live.Subcommands.Add(role);
        return live;
    }

    private static Command Predict()
    {
        SimulationOptions options = new();
        LiveFlags flags = new();
        Command command = CommandTree.Verb("predict", "Say what a live run of a scenario is expected to measure",
            context => LivePredictVerb.Run(context, options, flags));
        options.AddPlanning(command, sweep: false);
        flags.AddChoice(command);
        return command;
    }

    private static int Role()
    {
        // Ctrl-C reaches conductor and roles alike; the conductor decides, and its end ends them.
        using PosixSignalRegistration ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        bool released = RoleHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None).GetAwaiter().GetResult();
        return released ? ExitCode.Ok : ExitCode.RunsFailed;
    }
}

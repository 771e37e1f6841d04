using System.CommandLine;
using System.Runtime.InteropServices;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Live.Runs.Roles;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>live</c>: roles of runs on real sockets.</summary>
internal static class LiveCommand
{
    public static Command Create()
    {
        Command live = new("live", "Roles of runs on real sockets; `run --live` starts all of them on this machine");
        Command role = CommandTree.Verb("role", "Take a role from standard input", _ => Role());
        role.Hidden = true;
        live.Subcommands.Add(role);
        return live;
    }

    private static int Role()
    {
        // Ctrl-C reaches conductor and roles alike; the conductor decides, and its end ends them.
        using PosixSignalRegistration ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        bool released = RoleHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None).GetAwaiter().GetResult();
        return released ? ExitCode.Ok : ExitCode.RunsFailed;
    }
}

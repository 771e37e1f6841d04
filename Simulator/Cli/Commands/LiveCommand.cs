using System.CommandLine;
using System.Runtime.InteropServices;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Living;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Runs.Roles;

namespace Fleek.Sim.Cli.Commands;

/// <summary><c>live</c>: predictions, runs over several machines, and the programs of those.</summary>
internal static class LiveCommand
{
    public static Command Create()
    {
        Command live = new("live", "Runs on real sockets over several machines; `run --live` plays one on this machine alone");
        live.Subcommands.Add(Predict());
        live.Subcommands.Add(Key());
        live.Subcommands.Add(Preflight());
        live.Subcommands.Add(Run());
        live.Subcommands.Add(Host("host", "Be a machine of a hosts file, for all its roles", Enum.GetValues<RoleKind>()));
        live.Subcommands.Add(Host("ledger", "Be a machine of a hosts file, for replicas of the ledger alone", RoleKind.Ledger));
        live.Subcommands.Add(Host("node", "Be a machine of a hosts file, for nodes alone", RoleKind.Node));
        live.Subcommands.Add(Host("gateway", "Be a machine of a hosts file, for gateways alone", RoleKind.Gateway));
        live.Subcommands.Add(Host("user", "Be a machine of a hosts file, for users alone", RoleKind.User));
        Command role = CommandTree.Verb("role", "Take a role from standard input", _ => Role());
        role.Hidden = true;
        live.Subcommands.Add(role);
        return live;
    }

    private static Command Predict()
    {
        SimulationOptions options = new();
        LiveFlags flags = new();
        LabFlags lab = new();
        Command command = CommandTree.Verb("predict", "Say what a live run of a scenario is expected to measure", context =>
            !lab.AreGiven(context) ? LivePredictVerb.Run(context, options, flags, new ThisMachineCrew())
                : InLab(context, lab, crew => LivePredictVerb.Run(context, options, flags, crew)));
        options.AddPlanning(command, sweep: false);
        flags.AddChoice(command);
        lab.Add(command);
        return command;
    }

    private static Command Run()
    {
        SimulationOptions options = new();
        LiveFlags flags = new();
        LabFlags lab = new();
        Command command = CommandTree.Verb("run", "Play a scenario on the machines of a hosts file",
            context => InLab(context, lab, crew => LiveRunVerb.Run(context, options, flags, crew)));
        options.AddPlanning(command, sweep: false);
        flags.AddChoice(command);
        flags.AddPlaying(command);
        lab.Add(command);
        return command;
    }

    private static Command Preflight()
    {
        LabFlags lab = new();
        Command command = CommandTree.Verb("preflight", "Look at all machines of a hosts file, and say all that is wrong at once", context => InLab(context, lab, _ =>
        {
            context.Terminal.Say("all hosts are ready");
            return ExitCode.Ok;
        }));
        lab.Add(command);
        return command;
    }

    private static Command Key()
    {
        Argument<string> file = new("file") { Description = "Where the key is, or is made on first use" };
        Command command = CommandTree.Verb("key", "Print the public key of a key file, for a hosts file", context =>
        {
            using IdentityKey key = LabFlags.OpenKey(context.Parsed.GetRequiredValue(file));
            context.Terminal.Answer($"{key.Key}");
            return ExitCode.Ok;
        });
        command.Arguments.Add(file);
        return command;
    }

    private static Command Host(string verb, string description, params RoleKind[] kinds)
    {
        Argument<string> name = new("name") { Description = "The machine, as the hosts file has it" };
        LabFlags lab = new();
        Command command = CommandTree.Verb(verb, description,
            context => LiveHostVerb.Run(context, lab, context.Parsed.GetRequiredValue(name), kinds.ToHashSet()));
        command.Arguments.Add(name);
        lab.Add(command);
        return command;
    }

    /// <summary>Reads the hosts file, looks at all machines, and goes on where nothing is wrong.</summary>
    private static int InLab(VerbContext context, LabFlags flags, Func<ILiveCrew, int> goOn)
    {
        HostsFile file = flags.ReadHosts(context);
        using IdentityKey key = flags.OpenKey(context);
        if (key.Key != file.Conductor)
        {
            throw new CommandException(ExitCode.HostsNotReady,
                $"the hosts take orders from {file.Conductor}; this key is {key.Key}", "put it into the file as 'conductor', or name the other key: --key");
        }

        using LinkIdentity self = new(key);
        PreflightReport report = LabPreflight.Require(context.Terminal, file, self, CancellationToken.None);
        return goOn(new LabCrew(file, report, self));
    }

    private static int Role()
    {
        // Ctrl-C reaches conductor and roles alike; the conductor decides, and its end ends them.
        using PosixSignalRegistration ignore = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        bool released = RoleHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None).GetAwaiter().GetResult();
        return released ? ExitCode.Ok : ExitCode.RunsFailed;
    }
}

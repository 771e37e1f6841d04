using System.Net;
using System.Net.Sockets;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Reading;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Cli.Display;
using Fleek.Sim.Cli.Sweeping;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Runs.Places;

namespace Fleek.Sim.Cli.Living;

/// <summary>
/// <c>live host</c>, <c>live ledger</c>, <c>live node</c>, <c>live gateway</c> and <c>live user</c>: the program of one machine of a hosts file. It answers the
/// preflight and starts roles for the file's conductor, until Ctrl-C.
/// </summary>
internal static class LiveHostVerb
{
    /// <param name="name">As the file has it.</param>
    /// <param name="kinds">Roles that it takes orders for.</param>
    public static int Run(VerbContext context, LabFlags flags, string name, IReadOnlySet<RoleKind> kinds)
    {
        HostsFile file = flags.ReadHosts(context);
        HostSpec host = file.Find(name) ?? throw CommandException.Usage(
            $"the hosts file has no '{name}'", Spelling.DidYouMean(name, [.. file.Hosts.Select(h => h.Name)]) ?? $"it has {string.Join(", ", file.Hosts.Select(h => h.Name))}");
        if (!host.Roles.Any(role => kinds.Contains(role.Kind)))
            throw CommandException.Usage($"the hosts file has no such role at '{name}'", $"it has: {string.Join(", ", host.Roles.Select(role => role.Name))}");
        using IdentityKey key = flags.OpenKey(context);
        if (key.Key != host.Key)
        {
            throw new CommandException(
                ExitCode.HostsNotReady, $"the hosts file says that '{name}' has the key {host.Key}; this one is {key.Key}", "put it into the file, or name the other key: --key");
        }

        using Interrupts interrupts = new(atOnce: true);
        ServeAsync(context.Terminal, file, host, kinds, key, interrupts.Now).GetAwaiter().GetResult();
        return interrupts.ExitCodeOfSignal;
    }

    private static async Task ServeAsync(
        Terminal terminal, HostsFile file, HostSpec host, IReadOnlySet<RoleKind> kinds, IdentityKey key, CancellationToken stop)
    {
        using LinkIdentity self = new(key);
        RoleStarter starter = new(OwnProgram.Role, kinds, (role, line) => terminal.Say($"{role}: {line}"));
        IPEndPoint at = await AddressAsync(host, stop);
        ProbeServer server;
        try
        {
            server = new ProbeServer(
                self, who => who == file.Conductor || file.Hosts.Any(other => other.Key == who), OwnProgram.Build, at, null, starter,
                who => who == file.Conductor);
        }
        catch (SocketException problem)
        {
            throw new CommandException(
                ExitCode.HostsNotReady, $"cannot listen at {at}: {problem.Message}", "end what listens there, or name another port in the hosts file");
        }

        await using ProbeServer owned = server;
        terminal.Say($"{host.Name} listens at {server.Endpoint} as {key.Key}; Ctrl-C ends it");
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            terminal.Say($"{host.Name} ends");
        }
    }

    private static async Task<IPEndPoint> AddressAsync(HostSpec host, CancellationToken cancel)
    {
        try
        {
            return new IPEndPoint((await Dns.GetHostAddressesAsync(host.Address, cancel))[0], host.Port);
        }
        catch (SocketException problem)
        {
            throw new CommandException(ExitCode.HostsNotReady, $"'{host.Address}': {problem.Message}", "an IP address needs no name server");
        }
    }
}

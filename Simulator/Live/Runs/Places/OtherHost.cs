using System.Net.Sockets;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Runs.Control;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>Roles as processes of another host, whose program takes this party's orders.</summary>
/// <param name="self">The conductor's key, which the host knows.</param>
public sealed class OtherHost(HostSpec host, LinkIdentity self) : IRolePlace
{
    public async Task<RoleProcess> StartAsync(string name, RoleKind kind, Action<string, string> log, CancellationToken cancel)
    {
        string where = $"{name}: {host.Name} at {host.Address}:{host.Port}";
        ProbeClient? client = null;
        try
        {
            client = await ProbeClient.ConnectAsync(self, host.Address, host.Port, host.Key, cancel);
            Stream stream = await client.CallRoleAsync(new RoleCall(name, kind), cancel);
            RoleProcess role = new(name, new ControlLine(stream, stream), client);
            client = null;
            return role;
        }
        catch (RoleRefusedException problem)
        {
            throw new LiveRunException($"{where}: {problem.Message}", "its program was started for other roles, or has all that it takes", problem);
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            throw new LiveRunException($"{where}: {problem.Message}", "see that its program runs, and that this machine reaches it", problem);
        }
        finally
        {
            if (client is not null) await client.DisposeAsync();
        }
    }
}

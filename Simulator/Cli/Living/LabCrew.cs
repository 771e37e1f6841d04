using Fleek.Core.Primitives;
using Fleek.Scenarios.Hosts;
using Fleek.Scenarios.Model;
using Fleek.Sim.Cli.CommandLine;
using Fleek.Sim.Live.Hosts;
using Fleek.Sim.Live.Identity;
using Fleek.Sim.Live.Runs;
using Fleek.Sim.Live.Runs.Places;
using Fleek.Sim.World.Population;

namespace Fleek.Sim.Cli.Living;

/// <summary>The machines of a hosts file, looked at before a run and found ready.</summary>
/// <param name="self">The conductor's key.</param>
internal sealed class LabCrew(HostsFile file, PreflightReport preflight, LinkIdentity self) : ILiveCrew
{
    public int MaxUsers => file.Of(RoleKind.User).Sum(each => each.Role.Count);

    public PreflightReport? Preflight => preflight;

    public WayFloors? Floors(Scenario scenario)
    {
        Dictionary<string, int> index = file.Hosts.Select((host, i) => (host.Name, i)).ToDictionary(at => at.Name, at => at.i);
        Duration[,] oneWay = new Duration[index.Count, index.Count];
        foreach (HostRtt rtt in preflight.Rtt)
            oneWay[index[rtt.From], index[rtt.To]] = new Duration((long)rtt.Min.TotalNanoseconds / 2);
        int[] users = [.. file.Of(RoleKind.User).SelectMany(each => Enumerable.Repeat(index[each.Host.Name], each.Role.Count))];
        int[] nodes = [.. file.Of(RoleKind.Node).Select(each => index[each.Host.Name])];
        RequireNodes(scenario, nodes.Length);
        return new WayFloors(users, nodes, oneWay);
    }

    public IReadOnlyList<RoleOrder> Roles(LiveTerms terms, Scenario scenario, string folder) => HostRoles.Of(file, terms, self);

    private static void RequireNodes(Scenario scenario, int there)
    {
        if (there == scenario.Nodes) return;
        throw new CommandException(
            ExitCode.BadScenario, $"the scenario has {scenario.Nodes} nodes, the hosts file {there}",
            $"--set nodes={there}, or name as many roles 'node' as there are nodes");
    }
}

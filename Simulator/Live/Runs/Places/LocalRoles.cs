using Fleek.Scenarios.Hosts;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>All roles of a run on this machine, on loopback.</summary>
public static class LocalRoles
{
    private const int Replicas = 3, NodeProcesses = 2, UserProcesses = 1;

    private const string AnyPort = "127.0.0.1:0";

    /// <param name="program">The command that makes a process a role.</param>
    /// <param name="folder">Where each role has a folder.</param>
    public static IReadOnlyList<RoleOrder> Of(LiveTerms terms, IReadOnlyList<string> program, string folder)
    {
        ThisMachine here = new(program);
        IEnumerable<RoleOrder> ledger = Enumerable.Range(0, Replicas)
            .Select(i => new RoleOrder(RoleKind.Ledger, $"ledger {i}", here, Path.Combine(folder, $"ledger-{i}"), [i]) { Listen = [AnyPort, AnyPort] });
        IEnumerable<RoleOrder> nodes = Dealt(terms.Nodes, NodeProcesses)
            .Select((ids, i) => new RoleOrder(RoleKind.Node, $"nodes {i}", here, Path.Combine(folder, $"nodes-{i}"), ids)
                { Listen = [.. ids.Select(_ => AnyPort)] });
        IEnumerable<RoleOrder> users = Dealt(terms.Users.Select(user => user.Id), UserProcesses)
            .Select((ids, i) => new RoleOrder(RoleKind.User, $"users {i}", here, "", ids));
        return [.. ledger, .. nodes, .. users];
    }

    private static int[][] Dealt(IEnumerable<int> ids, int processes)
    {
        int[] all = [.. ids];
        return [.. Enumerable.Range(0, Math.Min(processes, all.Length))
            .Select(process => all.Where((_, i) => i % processes == process).ToArray())];
    }
}

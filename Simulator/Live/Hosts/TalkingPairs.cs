using Fleek.Scenarios.Hosts;

namespace Fleek.Sim.Live.Hosts;

/// <summary>Which hosts call which in a run: by the roles on them.</summary>
internal static class TalkingPairs
{
    private static readonly (RoleKind From, RoleKind To)[] Calls =
    [
        (RoleKind.User, RoleKind.Gateway), (RoleKind.User, RoleKind.Node), (RoleKind.User, RoleKind.Ledger), (RoleKind.Node, RoleKind.Ledger),
        (RoleKind.Gateway, RoleKind.Ledger), (RoleKind.Gateway, RoleKind.Node), (RoleKind.Ledger, RoleKind.Ledger),
    ];

    /// <summary>Each pair once, in the file's order; a host with itself where its own roles talk.</summary>
    public static IReadOnlyList<(HostSpec From, HostSpec To)> Of(HostsFile file) =>
    [
        .. from one in file.Hosts
           from other in file.Hosts
           where Calls.Any(call => one.Roles.Any(role => role.Kind == call.From && other.Roles.Any(to => to.Kind == call.To && to != role)))
           select (one, other),
    ];
}

using System.Net;
using System.Net.Sockets;
using Fleek.Scenarios.Hosts;
using Fleek.Sim.Live.Identity;

namespace Fleek.Sim.Live.Runs.Places;

/// <summary>All roles of a run where a hosts file has them.</summary>
public static class HostRoles
{
    /// <summary>The scenario's nodes are the file's, in its order; its users are dealt to the file's, as many to each as it says at most.</summary>
    /// <param name="self">The conductor's key.</param>
    /// <exception cref="LiveRunException">It has an address that no name server knows.</exception>
    public static IReadOnlyList<RoleOrder> Of(HostsFile file, LiveTerms terms, LinkIdentity self)
    {
        Dictionary<HostSpec, OtherHost> places = file.Hosts.ToDictionary(host => host, host => new OtherHost(host, self));
        List<RoleOrder> orders = [];
        int replica = 0, node = 0, user = 0;
        foreach ((HostSpec host, RoleSpec role) in file.Of(RoleKind.Ledger))
            orders.Add(Server(host, role, replica++));
        foreach ((HostSpec host, RoleSpec role) in file.Of(RoleKind.Node))
            orders.Add(Server(host, role, node++));
        (HostSpec Host, RoleSpec Role)[] gateways = [.. file.Of(RoleKind.Gateway)];
        for (int i = 0; i < gateways.Length; i++)
        {
            // Users are dealt to gateways in turn; one that would have none is not started.
            int[] paidFor = [.. terms.Users.Where((_, n) => n % gateways.Length == i).Select(each => each.Id)];
            if (paidFor.Length > 0) orders.Add(Server(gateways[i].Host, gateways[i].Role, 0) with { Numbers = paidFor });
        }

        foreach ((HostSpec host, RoleSpec role) in file.Of(RoleKind.User))
        {
            int[] own = [.. terms.Users.Skip(user).Take(role.Count).Select(each => each.Id)];
            user += own.Length;
            if (own.Length > 0) orders.Add(new RoleOrder(role.Kind, role.Name, places[host], "", own));
        }

        return orders;

        RoleOrder Server(HostSpec host, RoleSpec role, int number)
        {
            string address = $"{AddressOf(host)}";
            return new RoleOrder(role.Kind, role.Name, places[host], role.Data!, [number])
            {
                Listen = [.. role.Ports.Select(port => $"{new IPEndPoint(IPAddress.Parse(address), port)}")], Key = role.Key,
            };
        }
    }

    private static IPAddress AddressOf(HostSpec host)
    {
        try
        {
            return Dns.GetHostAddresses(host.Address).FirstOrDefault() ?? throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException problem)
        {
            throw new LiveRunException($"{host.Name}: '{host.Address}': {problem.Message}", "an IP address needs no name server", problem);
        }
    }
}

using Fleek.Core.Primitives;
using Fleek.Core.Routing;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// Puts users and nodes into networks: users where households are; nodes at the largest places in turn, in a network of households there,
/// or in one of content or transit.
/// </summary>
internal sealed class HostPlacement(InternetTruth truth, ulong seed)
{
    /// <summary>
    /// Hosts stand in systems that reach all of the clique, and so each other: a published topology has some that reach nobody, or none but
    /// neighbours' customers.
    /// </summary>
    private readonly bool[] _isConnected = Connected(truth);

    /// <summary>Host numbers within a prefix; the first and the last address are nobody's.</summary>
    private const long HostNumbers = (1 << (32 - PrefixPlan.PrefixBits)) - 2;

    public InternetHost[] Users(int count)
    {
        double[] cumulative = WorldMap.Cumulative(truth.Prefixes.Select(prefix => _isConnected[prefix.System] ? prefix.Households : 0));
        InternetHost[] users = new InternetHost[count];
        for (int user = 0; user < count; user++)
        {
            RandomStream random = new(seed, StreamPurpose.InternetUser, user);
            int prefix = WorldMap.Draw(cumulative, ref random);
            users[user] = Host(prefix, truth.Parameters.HouseholdAccessMeanMs, ref random);
        }

        return users;
    }

    /// <param name="ispShare">Share of them in networks of households.</param>
    public InternetHost[] Nodes(int count, double ispShare)
    {
        ILookup<int, int> inCity = Enumerable.Range(0, truth.Prefixes.Count)
            .Where(prefix => _isConnected[truth.Prefixes[prefix].System]).ToLookup(prefix => truth.Prefixes[prefix].City);
        int[] bySize = [.. Enumerable.Range(0, truth.Places.Count).Where(inCity.Contains)
            .OrderByDescending(city => truth.Places[city].Weight).ThenBy(city => city)];
        InternetHost[] nodes = new InternetHost[count];
        for (int node = 0; node < count; node++)
        {
            RandomStream random = new(seed, StreamPurpose.InternetNode, node);
            int[] here = [.. inCity[bySize[node % bySize.Length]]];
            int[] isps = [.. here.Where(prefix => truth.Prefixes[prefix].Households > 0)];
            int[] others = [.. here.Where(prefix => IsHosting(truth.Systems[truth.Prefixes[prefix].System].Tier))];
            bool isInIsp = random.NextUniform() < ispShare;
            int[] among = isInIsp && isps.Length > 0 ? isps : others.Length > 0 ? others : here;
            double[] weights = WorldMap.Cumulative(among.Select(prefix => isInIsp && isps.Length > 0 ? truth.Prefixes[prefix].Households : 1));
            nodes[node] = Host(among[WorldMap.Draw(weights, ref random)], truth.Parameters.ServerAccessMeanMs, ref random);
        }

        return nodes;
    }

    private static bool[] Connected(InternetTruth truth)
    {
        TrueRoutes routes = new(truth);
        int[] linked = [.. Enumerable.Range(0, truth.Systems.Count).Where(system => truth.IndexOf(system) >= 0)];
        routes.LeadTo(linked.MaxBy(system => truth.Graph.DegreeOf(truth.IndexOf(system))));
        bool[] reach = [.. Enumerable.Range(0, truth.Systems.Count).Select(routes.Reaches)];
        // A list of the clique may name one that has long left it; that one counts for nothing.
        foreach (int anchor in linked.Where(system => reach[system] && truth.Systems[system].Tier == AsTier.Clique).ToArray())
        {
            routes.LeadTo(anchor);
            for (int system = 0; system < reach.Length; system++) reach[system] &= routes.Reaches(system);
        }

        return reach;
    }

    private static bool IsHosting(AsTier tier) => tier is AsTier.Content or AsTier.Transit;

    private InternetHost Host(int prefix, double accessMeanMs, ref RandomStream random)
    {
        AnnouncedPrefix announced = truth.Prefixes[prefix];
        uint address = (uint)(announced.Prefix.Bits >> 96) + 1 + (uint)random.NextBelow(HostNumbers);
        return new InternetHost(
            prefix, IpAddress.V4(address), new InternetSite(announced.System, announced.City), accessMeanMs * random.NextExponential());
    }
}

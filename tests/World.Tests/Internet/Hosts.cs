using Fleek.Core.Primitives;
using Fleek.Sim.World.Internet;

namespace World.Tests.Internet;

/// <summary>Servers in given cities of an Internet, as in a mesh of measurements: in a network of content, else of transit or households.</summary>
internal static class Hosts
{
    public static InternetSite[] In(InternetTruth truth, IReadOnlyList<int> cities, ulong seed)
    {
        InternetSite[] sites = new InternetSite[cities.Count];
        for (int i = 0; i < sites.Length; i++)
        {
            RandomStream random = new(seed, 9_000, cities[i]);
            int[] there = [.. Enumerable.Range(0, truth.Systems.Count).Where(s => truth.Systems[s].Cities.Contains(cities[i]))];
            int[] content = [.. there.Where(s => truth.Systems[s].Tier == AsTier.Content)];
            int[] among = content.Length > 0 && random.NextUniform() < 0.5 ? content
                : [.. there.Where(s => truth.Systems[s].Tier is AsTier.Transit or AsTier.Access or AsTier.Content)];
            sites[i] = new InternetSite(among[(int)random.NextBelow(among.Length)], cities[i]);
        }

        return sites;
    }
}

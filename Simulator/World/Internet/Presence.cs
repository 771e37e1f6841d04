using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Internet;

/// <summary>Draws where a system has routers: around its home, as far as its kind of business reaches.</summary>
internal sealed class Presence(WorldMap map)
{
    /// <summary>Its cities, the home first.</summary>
    public int[] Of(AsTier tier, ref RandomStream random)
    {
        int home = map.DrawHome(ref random);
        if (tier is AsTier.Clique) home = map.Nearest(home, map.Hubs);
        if (tier is AsTier.Content && random.NextUniform() < 0.5) home = map.Nearest(home, map.Hubs);
        List<int> cities = [home];
        switch (tier)
        {
            case AsTier.Clique:
                AddSome(cities, map.Hubs, 0.9, ref random);
                AddSome(cities, map.CitiesOf(map.Regions[home]), 0.7, ref random);
                AddSome(cities, Everywhere, 0.3, ref random);
                break;
            case AsTier.Transit:
                Transit(cities, home, ref random);
                break;
            case AsTier.Access:
                double reach = random.NextUniform();
                AddSome(cities, map.CitiesOfCountry[map.Countries[home]], reach * reach * reach, ref random);
                if (random.NextUniform() < 0.2) cities.Add(NearestHub(home));
                break;
            case AsTier.Content:
                Content(cities, ref random);
                break;
            case AsTier.Stub when random.NextUniform() < 0.1:
                AddSome(cities, map.CitiesOfCountry[map.Countries[home]], 0.1, ref random);
                break;
        }

        return [.. cities.Distinct()];
    }

    private IEnumerable<int> Everywhere => Enumerable.Range(0, map.Places.Count);

    private void Transit(List<int> cities, int home, ref RandomStream random)
    {
        double kind = random.NextUniform();
        AddSome(cities, map.CitiesOfCountry[map.Countries[home]], 0.6, ref random);
        if (kind < 0.7)
        {
            if (random.NextUniform() < 0.85) cities.Add(NearestHub(home));
            return;
        }

        bool isInternational = kind > 0.92;
        AddSome(cities, map.CitiesOf(map.Regions[home]), 0.5, ref random);
        AddSome(cities, map.Hubs.Where(hub => map.Regions[hub] == map.Regions[home]), 0.8, ref random);
        AddSome(cities, map.Hubs, isInternational ? 0.7 : 0.12, ref random);
        if (isInternational) AddSome(cities, Everywhere, 0.1, ref random);
    }

    private void Content(List<int> cities, ref RandomStream random)
    {
        double kind = random.NextUniform();
        if (kind < 0.03)
        {
            AddSome(cities, map.Hubs, 0.95, ref random);
            AddSome(cities, Everywhere, 0.3, ref random);
        }
        else if (kind < 0.25)
        {
            AddSome(cities, map.Hubs, 0.3, ref random);
        }
    }

    private int NearestHub(int home) => map.Nearest(home, map.Hubs);

    private static void AddSome(List<int> cities, IEnumerable<int> among, double share, ref RandomStream random)
    {
        foreach (int city in among)
            if (random.NextUniform() < share) cities.Add(city);
    }
}

using Fleek.Core.Primitives;

namespace Fleek.Sim.World.Internet;

/// <summary>
/// Who sells transit where. A seller is in the urns of the world, and of each region and country in which it has routers, once for itself
/// and once more for each customer that it has there: who has many gets more, as in the real tail of customer numbers.
/// </summary>
internal sealed class ProviderUrns(WorldMap map)
{
    private const int Tries = 12;

    private readonly List<int> _world = [];
    private readonly Dictionary<int, List<int>> _regions = [];
    private readonly Dictionary<int, List<int>> _countries = [];

    /// <param name="chances">Times that its ball goes into each urn at the start.</param>
    public void Open(int seller, IReadOnlyList<int> cities, int chances)
    {
        foreach (int region in cities.Select(city => (int)map.Regions[city]).Distinct()) Put(Of(_regions, region), seller, chances);
        foreach (int country in cities.Select(city => map.Countries[city]).Distinct()) Put(Of(_countries, country), seller, chances);
        Put(_world, seller, chances);
    }

    public void Won(int seller, int homeOfCustomer)
    {
        Put(_world, seller, 1);
        Put(Of(_regions, (int)map.Regions[homeOfCustomer]), seller, 1);
        Put(Of(_countries, map.Countries[homeOfCustomer]), seller, 1);
    }

    /// <summary>
    /// A seller, of the home's country or region or of anywhere; -1 if none was found that may be taken.
    /// </summary>
    public int Draw(int home, double inCountry, double inRegion, Func<int, bool> mayBe, ref RandomStream random)
    {
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double where = random.NextUniform();
            List<int> urn = where < inCountry ? Of(_countries, map.Countries[home])
                : where < inCountry + inRegion ? Of(_regions, (int)map.Regions[home]) : _world;
            if (urn.Count == 0) continue;
            int seller = urn[(int)random.NextBelow(urn.Count)];
            if (mayBe(seller)) return seller;
        }

        return -1;
    }

    private static void Put(List<int> urn, int seller, int times)
    {
        for (int i = 0; i < times; i++) urn.Add(seller);
    }

    private static List<int> Of(Dictionary<int, List<int>> urns, int key)
    {
        if (!urns.TryGetValue(key, out List<int>? urn)) urns[key] = urn = [];
        return urn;
    }
}

using Fleek.Core.Primitives;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Internet;

/// <summary>Places by country and region, and how many networks are at home in each; the ground on which networks are put.</summary>
public sealed class WorldMap
{
    /// <summary>
    /// Share of the AS numbers in use that are registered in each region, in the order of <see cref="Region"/>: of the 76,351 systems in
    /// CAIDA's relationships of January 2024, by the country that its organisations file gives.
    /// </summary>
    private static readonly double[] RegionShares = [0.0253, 0.0155, 0.0403, 0.2429, 0.0294, 0.26, 0.099, 0.0291, 0.1361, 0.0592, 0.0572];

    /// <summary>Where the largest exchanges and the landings of cables are, whatever the number of people there.</summary>
    private static readonly HashSet<string> HubNames =
    [
        "Amsterdam", "Frankfurt am Main", "London", "Paris", "Marseille", "Stockholm", "Vienna", "Madrid", "Milan", "Warsaw", "Moscow",
        "New York City", "Washington", "Miami", "Chicago", "Dallas", "Los Angeles", "San Francisco", "Seattle", "Toronto",
        "Sao Paulo", "Buenos Aires", "Johannesburg", "Nairobi", "Lagos", "Dubai", "Mumbai", "Singapore", "Hong Kong", "Tokyo", "Seoul",
        "Jakarta", "Sydney",
    ];

    private readonly int[][] _ofRegion;
    private readonly double[][] _homesOfRegion;
    private readonly double[] _regions;

    public WorldMap(IReadOnlyList<Place> places, double homeExponent)
    {
        Places = places;
        Regions = [.. places.Select(Geography.Regions.Of)];
        IsHub = [.. places.Select(place => HubNames.Contains(place.Name))];
        string[] countries = [.. places.Select(place => place.Country).Distinct()];
        Dictionary<string, int> numberOf = countries.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        Countries = [.. places.Select(place => numberOf[place.Country])];
        CitiesOfCountry = [.. countries.Select((_, c) => All(city => Countries[city] == c))];
        _ofRegion = [.. Enum.GetValues<Region>().Select(region => All(city => Regions[city] == region))];
        Hubs = All(city => IsHub[city]);
        _homesOfRegion = [.. _ofRegion.Select(cities => Cumulative(cities.Select(c => PortableMath.Pow(places[c].Weight, homeExponent))))];
        _regions = Cumulative(RegionShares.Select((share, r) => _ofRegion[r].Length == 0 ? 0 : share));
        double[] people = [.. _ofRegion.Select(cities => cities.Sum(c => places[c].Weight))];
        Mass = [.. places.Select((place, c) => RegionShares[(int)Regions[c]] * place.Weight / people[(int)Regions[c]])];
    }

    public IReadOnlyList<Place> Places { get; }

    public IReadOnlyList<Region> Regions { get; }

    public IReadOnlyList<bool> IsHub { get; }

    /// <summary>A number for each place's country.</summary>
    public IReadOnlyList<int> Countries { get; }

    public IReadOnlyList<int[]> CitiesOfCountry { get; }

    public IReadOnlyList<int> Hubs { get; }

    /// <summary>Share of the world's networks near each place, by its people and its region.</summary>
    public IReadOnlyList<double> Mass { get; }

    public IReadOnlyList<int> CitiesOf(Region region) => _ofRegion[(int)region];

    /// <summary>Where a network is at home.</summary>
    public int DrawHome(ref RandomStream random)
    {
        int region = Draw(_regions, ref random);
        return _ofRegion[region][Draw(_homesOfRegion[region], ref random)];
    }

    /// <summary>The nearest of some cities to one; of equals the first.</summary>
    public int Nearest(int city, IEnumerable<int> among) =>
        among.MinBy(other => GreatCircle.DistanceKm(Places[city], Places[other]));

    /// <summary>An index with a chance proportional to the step of the cumulative sums there.</summary>
    internal static int Draw(double[] cumulative, ref RandomStream random)
    {
        int found = Array.BinarySearch(cumulative, random.NextUniform() * cumulative[^1]);
        return Math.Min(found >= 0 ? found + 1 : ~found, cumulative.Length - 1);
    }

    internal static double[] Cumulative(IEnumerable<double> weights)
    {
        double sum = 0;
        return [.. weights.Select(weight => sum += weight)];
    }

    private int[] All(Func<int, bool> wanted) => [.. Enumerable.Range(0, Places.Count).Where(wanted)];
}

namespace Fleek.Sim.World.Geography;

/// <summary>Which region a place belongs to.</summary>
public static class Regions
{
    private static readonly Lazy<Dictionary<string, Region>> ByCountry = new(ReadCountries);

    public static int Count { get; } = Enum.GetValues<Region>().Length;

    /// <summary>
    /// The region of the place's country, given by ISO 3166-1 alpha-2 code or English name. A place of another country takes the
    /// region of the nearest metropolitan area; without a position either, Europe's, which is the middle of the measured ones.
    /// </summary>
    public static Region Of(Place place)
    {
        if (ByCountry.Value.TryGetValue(place.Country, out Region region)) return region;
        double nearest = double.PositiveInfinity;
        region = Region.Europe;
        foreach (Place metro in Metros.All)
        {
            double distance = GreatCircle.DistanceKm(place, metro);
            if (!(distance < nearest)) continue;
            nearest = distance;
            region = ByCountry.Value[metro.Country];
        }

        return region;
    }

    private static Dictionary<string, Region> ReadCountries()
    {
        var byCountry = new Dictionary<string, Region>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] row in EmbeddedTable.Rows("countries.csv", 3))
        {
            Region region = Enum.Parse<Region>(row[2]);
            byCountry.Add(row[0], region);
            byCountry.Add(row[1], region);
        }

        return byCountry;
    }
}

namespace Fleek.Sim.World.Geography;

/// <summary>Which region a place belongs to.</summary>
public static class Regions
{
    private static readonly Lazy<Dictionary<string, (string Code, Region Region)>> ByCountry = new(ReadCountries);

    /// <summary>
    /// The region of the place's country, given by ISO 3166-1 alpha-2 code or English name. A place of another country takes the
    /// region of the nearest metropolitan area; without a position either, Europe's, which is the middle of the measured ones.
    /// </summary>
    public static Region Of(Place place)
    {
        if (ByCountry.Value.TryGetValue(place.Country, out (string Code, Region Region) known)) return known.Region;
        double nearest = double.PositiveInfinity;
        Region region = Region.Europe;
        foreach (Place metro in Metros.All)
        {
            double distance = GreatCircle.DistanceKm(place, metro);
            if (!(distance < nearest)) continue;
            nearest = distance;
            region = ByCountry.Value[metro.Country].Region;
        }

        return region;
    }

    /// <summary>The country's ISO 3166-1 alpha-2 code, whether given by code or by English name; itself where unknown.</summary>
    public static string CanonicalName(string country) =>
        ByCountry.Value.TryGetValue(country, out (string Code, Region Region) known) ? known.Code : country;

    private static Dictionary<string, (string Code, Region Region)> ReadCountries()
    {
        var byCountry = new Dictionary<string, (string Code, Region Region)>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] row in EmbeddedTable.Rows("countries.csv", 3))
        {
            Region region = Enum.Parse<Region>(row[2]);
            byCountry.Add(row[0], (row[0], region));
            byCountry.Add(row[1], (row[0], region));
        }

        return byCountry;
    }
}

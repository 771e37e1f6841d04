using Fleek.Core.Routing.Selection;

namespace Fleek.Sim.World.Geography;

/// <summary>Where a country is when no more is known: its largest metropolitan area, by its ISO 3166-1 alpha-2 code.</summary>
public static class CountryPlaces
{
    public static IReadOnlyDictionary<string, GeoPoint> All { get; } = Read();

    private static Dictionary<string, GeoPoint> Read()
    {
        Dictionary<string, GeoPoint> places = [];
        // Metropolitan areas stand in falling order of people.
        foreach (Place metro in Metros.All)
            places.TryAdd(Regions.CanonicalName(metro.Country), new GeoPoint(metro.Latitude, metro.Longitude));
        return places;
    }
}

using System.Globalization;

namespace Fleek.Sim.World.Geography;

/// <summary>
/// The world's largest metropolitan areas, largest first, and the largest one of every country that has one of 300,000 people;
/// weights are populations. Derived from GeoNames (CC BY 4.0) as docs/delay-model.md says.
/// </summary>
public static class Metros
{
    public static IReadOnlyList<Place> All { get; } = Read();

    private static Place[] Read()
    {
        List<string[]> rows = EmbeddedTable.Rows("metros.csv", 5);
        return [.. rows.Select(r => new Place(r[0], r[1], Number(r[2]), Number(r[3]), Number(r[4])))];
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}

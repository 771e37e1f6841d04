using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Studies;

/// <summary>
/// A list of locations: csv with a header and the columns `name`, `latitude` and `longitude`; others are passed over.
/// </summary>
public static class LocationsFile
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 100_000;

    private const double MostPeople = 1e9;

    /// <exception cref="InputFileException">It cannot be read, has no row, or a row is not what this says; names the
    /// line.</exception>
    public static IReadOnlyList<Location> Load(string path) => Parse(path, InputText.Read(path), areCities: false);

    /// <summary>As <see cref="Load"/>, with the column `population`: not negative, and above 0 in one row at least.</summary>
    public static IReadOnlyList<Location> LoadCities(string path) => Parse(path, InputText.Read(path), areCities: true);

    /// <summary>The locations of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static IReadOnlyList<Location> Parse(string path, byte[] text, bool areCities)
    {
        using CsvText csv = new(path, text);
        int name = csv.Column("name"), latitude = csv.Column("latitude"), longitude = csv.Column("longitude");
        int? population = areCities ? csv.Column("population") : null;
        List<Location> locations = [];
        while (csv.Next())
        {
            if (locations.Count == MaxRows) throw csv.Error($"brings the locations to more than {MaxRows}", "keep fewer rows");
            if (csv.Text(name).Length == 0) throw csv.Error("has an empty `name`", "name each location");
            GeoPoint at = new(
                csv.Number(latitude, "latitude", -90, 90, "degrees north"), csv.Number(longitude, "longitude", -180, 180, "degrees east"));
            double people = population is { } column ? csv.Number(column, "population", 0, MostPeople, "people") : 1;
            locations.Add(new Location(csv.Text(name), at, people));
        }

        if (locations.Count == 0) throw csv.Error("is the header, and no row follows", "give at least one location");
        if (locations.Any(l => l.People > 0)) return locations;
        throw csv.Error("ends a list of cities without people", "give at least one of them some");
    }
}

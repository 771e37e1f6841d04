using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Studies;

/// <summary>A list of locations: csv with a header and the columns `name`, `latitude` and `longitude`; others are passed over.</summary>
public static class LocationsFile
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 100_000;

    /// <exception cref="InputFileException">It cannot be read, has no row, or a row is not what this says; names the line.</exception>
    public static IReadOnlyList<Location> Load(string path) => Parse(path, InputText.Read(path));

    /// <summary>The locations of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static IReadOnlyList<Location> Parse(string path, byte[] text)
    {
        using CsvText csv = new(path, text);
        int name = csv.Column("name"), latitude = csv.Column("latitude"), longitude = csv.Column("longitude");
        List<Location> locations = [];
        while (csv.Next())
        {
            if (locations.Count == MaxRows) throw csv.Error($"brings the locations to more than {MaxRows}", "keep fewer rows");
            if (csv.Text(name).Length == 0) throw csv.Error("has an empty `name`", "name each location");
            GeoPoint at = new(
                csv.Number(latitude, "latitude", -90, 90, "degrees north"), csv.Number(longitude, "longitude", -180, 180, "degrees east"));
            locations.Add(new Location(csv.Text(name), at));
        }

        return locations.Count > 0 ? locations : throw csv.Error("is the header, and no row follows", "give at least one location");
    }
}

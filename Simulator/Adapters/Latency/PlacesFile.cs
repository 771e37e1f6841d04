using Fleek.Sim.Adapters.Files;

namespace Fleek.Sim.Adapters.Latency;

/// <summary>The file that names the ids of measured round trips: csv with id, name, country, latitude, longitude.</summary>
internal sealed class PlacesFile
{
    /// <summary>
    /// Share of ids that may lack a row here. Real pairs of files disagree a little (4 of 250 in the public data set that
    /// docs/delay-model.md names); more than this means that the two do not belong together.
    /// </summary>
    internal const double MaxUnknownShare = 0.05;

    private readonly Dictionary<int, RttPlace> _places = [];
    private readonly string _path;

    private PlacesFile(string path) => _path = path;

    internal static RttPlace Unknown(int id) =>
        new(id.ToString(System.Globalization.CultureInfo.InvariantCulture), "", double.NaN, double.NaN);

    /// <summary>The one `servers*.csv` in the folder of <paramref name="path"/>; null if there is none or several.</summary>
    internal static string? Beside(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            string[] found = Directory.GetFiles(folder, "servers*.csv");
            return found.Length == 1 && Path.GetFullPath(path) != found[0] ? found[0] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static PlacesFile Parse(string path, byte[] text)
    {
        using var csv = new CsvText(path, text);
        int id = csv.Column("id"), name = csv.Column("name"), country = csv.Column("country");
        int latitude = csv.Column("latitude"), longitude = csv.Column("longitude");
        int title = csv.ColumnIfAny("title") ?? name;
        var file = new PlacesFile(path);
        while (csv.Next())
        {
            int key = csv.Id(id, "id");
            var place = new RttPlace(
                csv.Text(title),
                csv.Text(country),
                csv.Number(latitude, "latitude", -90, 90, "degrees north"),
                csv.Number(longitude, "longitude", -180, 180, "degrees east"));
            if (!file._places.TryAdd(key, place)) throw csv.Error($"gives the id {key} again", "keep one row for each id");
        }

        return file;
    }

    internal RttPlace? Find(int id) => _places.GetValueOrDefault(id);

    /// <summary>Throws if too many of <paramref name="ids"/> have no row here, naming the first line of such an id.</summary>
    internal void RequireMost(
        string pairsPath, IReadOnlyList<int> ids, IEnumerable<(int Line, int Source, int Destination)> pairs)
    {
        int unknown = ids.Count(id => !_places.ContainsKey(id));
        if (unknown <= ids.Count * MaxUnknownShare) return;
        (int line, int source, int destination) =
            pairs.First(p => !_places.ContainsKey(p.Source) || !_places.ContainsKey(p.Destination));
        int id = _places.ContainsKey(source) ? destination : source;
        throw new InputFileException(
            pairsPath,
            line,
            $"the id {id} has no row in {_path}; {unknown} of the {ids.Count} ids have none",
            "give the places file that belongs to these pairs");
    }
}

using Fleek.Sim.Adapters.Files;

namespace Fleek.Sim.Adapters.Latency;

/// <summary>
/// Reads measured round-trip times: csv with the columns source, destination, min, avg, max, mdev (ids, then milliseconds),
/// plain or packed by gzip, xz or bzip2. docs/delay-model.md describes the format for those who bring a file of their own.
/// </summary>
public static class RttFile
{
    /// <summary>Most places in one file: the table of pairs is dense.</summary>
    public const int MaxPlaces = 2_000;

    /// <summary>Largest round-trip time taken for one, in milliseconds: a minute.</summary>
    public const double MaxRttMs = 60_000;

    /// <param name="path">The measured pairs.</param>
    /// <param name="placesPath">
    /// The places' names and positions (columns id, name, country, latitude, longitude). Null: the only `servers*.csv` in the
    /// same folder, else places are named by their ids and their positions are unknown.
    /// </param>
    /// <exception cref="InputFileException">A file cannot be read or any of its lines is defective.</exception>
    public static RttTable Load(string path, string? placesPath = null)
    {
        byte[] pairs = InputText.Read(path);
        string? known = placesPath ?? PlacesFile.Beside(path);
        return Parse(path, pairs, known is null ? null : PlacesFile.Parse(known, InputText.Read(known)));
    }

    /// <summary>The table of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static RttTable Parse(string path, byte[] text, PlacesFile? places)
    {
        List<Row> rows = ReadRows(path, text);
        int[] ids = [.. rows.Select(r => r.Source).Concat(rows.Select(r => r.Destination)).Distinct().Order()];
        places?.RequireMost(path, ids, rows.Select(r => (r.Line, r.Source, r.Destination)));
        var indexOf = new Dictionary<int, int>(ids.Length);
        for (int index = 0; index < ids.Length; index++) indexOf.Add(ids[index], index);
        return new RttTable(
            [.. ids.Select(id => places?.Find(id) ?? PlacesFile.Unknown(id))],
            [.. rows.Select(r => (indexOf[r.Source], indexOf[r.Destination], r.Sample))]);
    }

    private static List<Row> ReadRows(string path, byte[] text)
    {
        using var csv = new CsvText(path, text);
        int source = csv.Column("source"), destination = csv.Column("destination");
        int min = csv.Column("min"), avg = csv.Column("avg"), max = csv.Column("max"), mdev = csv.Column("mdev");
        var rows = new List<Row>();
        var lineOf = new Dictionary<(int, int), int>();
        var ids = new HashSet<int>();
        while (csv.Next())
        {
            var row = new Row(
                csv.Line,
                csv.Id(source, "source"),
                csv.Id(destination, "destination"),
                new RttSample(Ms(csv, min, "min"), Ms(csv, avg, "avg"), Ms(csv, max, "max"), Ms(csv, mdev, "mdev")));
            if (row.Sample.MinMs > row.Sample.AvgMs || row.Sample.AvgMs > row.Sample.MaxMs)
                throw csv.Error("is not ordered min <= avg <= max", "check that the columns stand under their names");
            (int, int) pair = (row.Source, row.Destination);
            if (!lineOf.TryAdd(pair, row.Line))
                throw csv.Error(
                    $"gives the pair {row.Source},{row.Destination} again, first given on line {lineOf[pair]}",
                    "keep one row for each ordered pair");
            ids.Add(row.Source);
            ids.Add(row.Destination);
            if (ids.Count > MaxPlaces) throw csv.Error($"brings the places to more than {MaxPlaces}", "keep fewer places");
            rows.Add(row);
        }

        if (rows.Count == 0) throw csv.Error("is the header, and no row follows", "give at least one measured pair");
        if (text[^1] != (byte)'\n')
            throw csv.Error(
                "has no line end: the file was cut here", "fetch the file again, or end its last line if it is whole");
        return rows;
    }

    private static double Ms(CsvText csv, int column, string name) => csv.Number(column, name, 0, MaxRttMs, "milliseconds");

    private readonly record struct Row(int Line, int Source, int Destination, RttSample Sample);
}

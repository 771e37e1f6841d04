using System.Globalization;
using System.IO.Compression;
using Fleek.Core.Routing.Selection;
using Fleek.Tests;

namespace World.Tests.Selection;

/// <summary>Positions of cities by name and country (GeoNames, cities of more than 15,000 people).</summary>
internal sealed class GeoNames
{
    private readonly Dictionary<(string City, string Country), (GeoPoint Position, double People)> _cities = [];
    private readonly Dictionary<string, (GeoPoint Position, double People)> _largest = [];

    internal static Lazy<GeoNames> Real { get; } = new(() => new GeoNames());

    private GeoNames()
    {
        using ZipArchive archive = ZipFile.OpenRead(DataFolder.File("geo", "cities15000.zip"));
        using StreamReader reader = new(archive.Entries.Single(e => e.Name.EndsWith(".txt", StringComparison.Ordinal)).Open());
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split('\t');
            (GeoPoint, double) city = (new GeoPoint(Number(fields[4]), Number(fields[5])), Number(fields[14]));
            foreach (string name in fields[3].Split(',').Append(fields[1]).Append(fields[2])) Keep(_cities, (name, fields[8]), city);
            Keep(_largest, fields[8], city);
        }
    }

    /// <summary>The city, else the country's largest, else unknown.</summary>
    internal GeoPoint Find(string city, string country) =>
        _cities.TryGetValue((city, country), out var found) || _largest.TryGetValue(country, out found) ? found.Position : GeoPoint.Unknown;

    private static void Keep<TKey>(Dictionary<TKey, (GeoPoint, double People)> into, TKey key, (GeoPoint, double People) city)
        where TKey : notnull
    {
        if (!into.TryGetValue(key, out (GeoPoint, double People) known) || known.People < city.People) into[key] = city;
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}

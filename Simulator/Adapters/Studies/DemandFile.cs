using System.Globalization;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;
using Fleek.Sim.Adapters.Routing;

namespace Fleek.Sim.Adapters.Studies;

/// <summary>
/// A list of regions: csv with a header and the columns `name` and `demand`, a whole number from 0; others are passed over.
/// </summary>
public static class DemandFile
{
    /// <summary>Most rows of one file.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Most demand of all regions, so that a value of a credit leaves a base unit for each unit of demand.</summary>
    public const long MostDemand = 1_000_000_000_000;

    /// <exception cref="InputFileException">It cannot be read, has no demand, or a row is not what this says; names the
    /// line.</exception>
    public static IReadOnlyList<RegionDemand> Load(string path) => Parse(path, InputText.Read(path));

    /// <summary>The regions of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static IReadOnlyList<RegionDemand> Parse(string path, byte[] text)
    {
        using CsvText csv = new(path, text);
        int name = csv.Column("name"), demand = csv.Column("demand");
        List<RegionDemand> regions = [];
        long total = 0;
        while (csv.Next())
        {
            if (regions.Count == MaxRows) throw csv.Error($"brings the regions to more than {MaxRows}", "keep fewer rows");
            if (csv.Text(name).Length == 0) throw csv.Error("has an empty `name`", "name each region");
            long value = Demand(csv, csv.Text(demand));
            if (value > MostDemand - total) throw csv.Error($"brings the demand to more than {MostDemand}", "count demand in a greater unit");
            total += value;
            regions.Add(new RegionDemand(csv.Text(name), value));
        }

        if (regions.Count == 0) throw csv.Error("is the header, and no row follows", "give at least one region");
        return total > 0 ? regions : throw csv.Error("ends a list in which no region has demand", "give at least one of them some");
    }

    private static long Demand(CsvText csv, string field)
    {
        if (!long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
            throw csv.Error($"`demand` is `{BoundedLines.Short(field)}`, not a whole number", "give a whole number from 0");
        return value >= 0 ? value : throw csv.Error($"`demand` is {value}: demand is not negative", "give a whole number from 0");
    }
}

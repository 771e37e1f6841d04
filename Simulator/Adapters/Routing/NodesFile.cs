using Fleek.Core.Routing;
using Fleek.Core.Routing.Lookup;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// Nodes to choose from: csv with a header. `name` is needed, and `address`, `asn`, `latitude` with `longitude`, `load` (0 to 1)
/// and `rtt` (milliseconds that the client measured) may be there, each field empty where unknown. The AS and the position that are
/// not given are looked up by the address.
/// </summary>
public static class NodesFile
{
    /// <summary>Most nodes in one file.</summary>
    public const int MaxNodes = 100_000;

    /// <summary>A round trip is positive.</summary>
    private const double LeastRttMs = 0.001;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="origins">Says which AS announces an address; null: nothing does.</param>
    /// <param name="places">Says where an address is; null: nothing does.</param>
    /// <exception cref="InputFileException">It cannot be read, or a line is not what this says; names line and column.</exception>
    public static NodeList Load(string path, OriginTable? origins, GeoTable? places) =>
        Parse(path, InputText.Read(path), origins, places);

    /// <summary>The nodes of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static NodeList Parse(string path, byte[] text, OriginTable? origins, GeoTable? places)
    {
        using CsvText csv = new(path, text);
        int name = csv.Column("name");
        int? address = csv.ColumnIfAny("address"), asn = csv.ColumnIfAny("asn"), load = csv.ColumnIfAny("load"), rtt = csv.ColumnIfAny("rtt");
        int? latitude = csv.ColumnIfAny("latitude"), longitude = csv.ColumnIfAny("longitude");
        if (latitude is null != longitude is null) throw csv.Error("names only one of `latitude` and `longitude`", "give both columns, or none");
        List<NodeView> nodes = [];
        List<double> loads = [], rtts = [];
        Dictionary<string, int> lineOf = new(StringComparer.Ordinal);
        while (csv.Next())
        {
            if (nodes.Count == MaxNodes) throw csv.Error($"brings the nodes to more than {MaxNodes}", "keep fewer nodes");
            string called = csv.Text(name);
            if (called.Length == 0) throw csv.Error("has an empty `name`", "name each node");
            if (!lineOf.TryAdd(called, csv.Line))
                throw csv.Error($"names the node `{called}` again, first named on line {lineOf[called]}", "give each node a name of its own");
            IpAddress at = Address(csv, address);
            bool isGiven = Given(csv, latitude) || Given(csv, longitude);
            GeoPoint position = isGiven
                ? new GeoPoint(csv.Number(latitude!.Value, "latitude", -90, 90, "degrees north"),
                    csv.Number(longitude!.Value, "longitude", -180, 180, "degrees east"))
                : places?.Find(at) ?? GeoPoint.Unknown;
            uint number = Given(csv, asn)
                ? csv.Asn(asn!.Value, "asn")
                : OriginOf(origins, at);
            nodes.Add(new NodeView(called, number, position) { HasSurePosition = isGiven });
            loads.Add(Given(csv, load) ? csv.Number(load!.Value, "load", 0, 1, "a share of the capacity") : 0);
            rtts.Add(Given(csv, rtt) ? csv.Number(rtt!.Value, "rtt", LeastRttMs, RttFile.MaxRttMs, "milliseconds") : double.NaN);
        }

        if (nodes.Count == 0) throw csv.Error("is the header, and no row follows", "give at least one node");
        NodeDirectory directory = new(nodes);
        for (int node = 0; node < loads.Count; node++) directory.SetLoad(node, loads[node]);
        return new NodeList(directory, rtts);
    }

    /// <summary>The AS that announces an address, the first where several do; 0 where none is known.</summary>
    public static uint OriginOf(OriginTable? origins, IpAddress address) =>
        origins is not null && origins.TryFind(address, out _, out OriginSet? found) ? found!.Groups[0][0] : 0;

    private static bool Given(CsvText csv, int? column) => column is { } there && csv.Text(there).Length > 0;

    private static IpAddress Address(CsvText csv, int? column)
    {
        if (!Given(csv, column)) return default;
        string field = csv.Text(column!.Value);
        return IpAddress.TryParse(field, out IpAddress address)
            ? address
            : throw csv.Error($"`address` is `{BoundedLines.Short(field)}`, not an address", "give an IPv4 or IPv6 address, or nothing");
    }
}

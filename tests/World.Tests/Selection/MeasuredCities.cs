using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;
using Fleek.Tests;

namespace World.Tests.Selection;

/// <summary>Cities with measured round trips between them (WonderProxy, July 2020): the first of the two real sets.</summary>
internal sealed class MeasuredCities : IRttMeasurements
{
    private readonly RttTable _table;
    private readonly int[] _located;
    private int[] _nodes = [];

    private MeasuredCities(RttTable table)
    {
        _table = table;
        _located = [.. Enumerable.Range(0, table.Places.Count).Where(i => !double.IsNaN(table.Places[i].Latitude))];
    }

    internal static Lazy<MeasuredCities> Real { get; } = new(() =>
        new MeasuredCities(RttFile.Load(DataFolder.File("latency", "pings-2020-07-19-2020-07-20-grouped.csv.xz"))));

    internal int Count => _located.Length;

    internal GeoPoint PositionOf(int city) => new(_table.Places[_located[city]].Latitude, _table.Places[_located[city]].Longitude);

    /// <summary>A city as a client; none of them has an AS.</summary>
    internal ClientView ClientOf(int city) => new(city, 0, PositionOf(city));

    /// <summary>NaN where the pair was never measured.</summary>
    internal double RttMs(int from, int to) => _table[_located[from], _located[to]]?.AvgMs ?? double.NaN;

    /// <summary>Takes these cities for nodes; a node's number is its place among them.</summary>
    internal NodeDirectory Place(int[] nodes)
    {
        _nodes = nodes;
        return new NodeDirectory(nodes.Select(city => new NodeView(_table.Places[_located[city]].Name, 0, PositionOf(city))));
    }

    double IRttMeasurements.RttMs(in ClientView client, int node) => RttMs((int)client.Id, _nodes[node]);
}

using Fleek.Core.Routing.Graph;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Routing;
using Fleek.Tests;

namespace World.Tests.Selection;

/// <summary>
/// Probes that traced the way to one anchor in Salzburg (RIPE Atlas, 2026): the second of the two real sets. The anchor is taken for
/// the client and the probes for nodes. Positions are the city of the first hop in the probe's country.
/// </summary>
internal sealed class MeasuredProbes : IRttMeasurements, IAsPaths
{
    private readonly Dictionary<uint, List<uint>> _observed = [];
    private readonly List<double> _rttMs = [];

    private MeasuredProbes()
    {
        List<NodeView> nodes = [];
        IEnumerable<IGrouping<int, Traceroute>> probes =
            TracerouteFile.Load(DataFolder.File("paths", "enriched_traceroutes.jsonl.xz")).GroupBy(trace => trace.Probe);
        foreach (IGrouping<int, Traceroute> traces in probes)
        {
            Traceroute[] reached = [.. traces.Where(trace => !double.IsNaN(trace.RttMs))];
            if (reached.Length == 0) continue;
            Traceroute first = reached[0];
            GeoPoint position = PositionOf(first);
            if (!position.IsKnown || first.Asn == 0) continue;
            nodes.Add(new NodeView($"{first.Probe}", first.Asn, position));
            _rttMs.Add(reached.Min(trace => trace.RttMs));
            _observed.TryAdd(first.Asn, ObservedPath(first));
        }

        Nodes = new NodeDirectory(nodes);
        Graph = AsGraph.Build(AsRelationshipFile.Load(DataFolder.File("asrel", "20240101.as-rel.txt.bz2")).Links, out _);
        InterconnectionMap map = PresenceFile.Load(
            DataFolder.File("asgeo", "PCH_asn_loc.csv.gz"), DataFolder.File("asgeo", "RIPEAtlas_asn_loc.csv.gz"));
        View = new RoutingView(new PropagatedPaths(Graph), map, new Dictionary<uint, int>());
    }

    internal static Lazy<MeasuredProbes> Real { get; } = new(() => new MeasuredProbes());

    internal static ClientView Client { get; } = new(1, 39878, new GeoPoint(47.9, 13.2));

    internal NodeDirectory Nodes { get; }

    internal AsGraph Graph { get; }

    internal RoutingView View { get; }

    internal double RttMs(int node) => _rttMs[node];

    double IRttMeasurements.RttMs(in ClientView client, int node) => _rttMs[node];

    /// <summary>The path that was observed, the other way round: what no selector would know, for comparison.</summary>
    bool IAsPaths.TryFind(uint from, uint to, List<uint> path)
    {
        path.Clear();
        if (_observed.TryGetValue(to, out List<uint>? observed)) path.AddRange(observed);
        return path.Count > 0;
    }

    private static GeoPoint PositionOf(Traceroute trace)
    {
        TracerouteHop? hop = trace.Hops.FirstOrDefault(h => h.City.Length > 0 && h.Country == trace.Country);
        return GeoNames.Real.Value.Find(hop?.City ?? "", trace.Country);
    }

    /// <summary>ASes of the hops, from the destination to the probe's.</summary>
    private static List<uint> ObservedPath(Traceroute trace)
    {
        List<uint> path = [trace.Asn];
        foreach (uint asn in trace.Hops.Select(hop => hop.Asn).Where(asn => asn != 0))
            if (path[^1] != asn && !path.Contains(asn)) path.Add(asn);
        path.Reverse();
        return path;
    }
}

using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Files;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// Where networks are: csv with a header and the columns `asn`, `latitude`, `longitude`; in `exchange` the name of an exchange of which
/// the AS is a member there, or nothing. The columns may be in capitals, as in iGDB's tables. Positions that agree to a tenth of a
/// degree are one city.
/// </summary>
public static class PresenceFile
{
    private const int MaxRows = 5_000_000;

    /// <summary>Reads files into one map.</summary>
    /// <exception cref="InputFileException">One cannot be read, or a line is not what this says; names line and column.</exception>
    public static InterconnectionMap Load(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Gathering gathering = new();
        foreach (string path in paths) gathering.Read(path, InputText.Read(path));
        return gathering.Map();
    }

    /// <summary>The map of a text already in memory; <paramref name="path"/> only names it in errors.</summary>
    internal static InterconnectionMap Parse(string path, byte[] text)
    {
        Gathering gathering = new();
        gathering.Read(path, text);
        return gathering.Map();
    }

    private sealed class Gathering
    {
        private readonly Dictionary<(string Exchange, int Latitude, int Longitude), int> _numbers = [];
        private readonly List<InterconnectionSite> _sites = [];
        private readonly List<(uint Asn, int Site)> _members = [];

        public InterconnectionMap Map() => new(_sites, _members);

        public void Read(string path, byte[] text)
        {
            using CsvText csv = new(path, text);
            int asn = Column(csv, "asn"), latitude = Column(csv, "latitude"), longitude = Column(csv, "longitude");
            int? exchange = csv.ColumnIfAny("exchange") ?? csv.ColumnIfAny("EXCHANGE");
            while (csv.Next())
            {
                if (_members.Count == MaxRows) throw csv.Error($"brings the rows to more than {MaxRows}", "keep fewer rows");
                uint number = csv.Asn(asn, "asn");
                GeoPoint at = new(
                    csv.Number(latitude, "latitude", -90, 90, "degrees north"), csv.Number(longitude, "longitude", -180, 180, "degrees east"));
                _members.Add((number, SiteOf("", at)));
                if (exchange is { } column && csv.Text(column).Length > 0) _members.Add((number, SiteOf(csv.Text(column), at)));
            }
        }

        private static int Column(CsvText csv, string name) => csv.ColumnIfAny(name.ToUpperInvariant()) ?? csv.Column(name);

        private int SiteOf(string exchange, GeoPoint at)
        {
            (string, int, int) key = (exchange, (int)Math.Round(at.Latitude * 10), (int)Math.Round(at.Longitude * 10));
            if (_numbers.TryGetValue(key, out int known)) return known;
            string name = exchange.Length > 0 ? exchange : FormattableString.Invariant($"{key.Item2 / 10.0:F1},{key.Item3 / 10.0:F1}");
            _sites.Add(new InterconnectionSite(name, at, exchange.Length > 0));
            _numbers.Add(key, _sites.Count - 1);
            return _sites.Count - 1;
        }
    }
}

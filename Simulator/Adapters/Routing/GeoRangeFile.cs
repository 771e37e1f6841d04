using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Selection;
using Fleek.Sim.Adapters.Latency;

namespace Fleek.Sim.Adapters.Routing;

/// <summary>
/// Tables of where addresses are, plain or packed: `network,latitude,longitude` with a header that names these columns among others
/// (MaxMind's blocks), or lines without a header of `prefix,latitude,longitude`, `first,last,latitude,longitude`, or
/// `first,last,country`, where an address may be a whole number (as in Tor's table). `#` begins a remark.
/// </summary>
public static class GeoRangeFile
{
    private const string Kind = "a geo table: lines such as `192.0.2.0/24,48.2,16.4` or `192.0.2.0,192.0.2.255,AT`";

    /// <summary>Most fields of a line.</summary>
    private const int MaxFields = 32;

    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="countries">Where to put a country's addresses, by its two letters; without a row they are left out and counted.</param>
    /// <exception cref="InputFileException">It cannot be read, is torn, or a line is not what this says; names line and column.</exception>
    public static GeoRanges Load(string path, IReadOnlyDictionary<string, GeoPoint> countries)
    {
        ArgumentNullException.ThrowIfNull(countries);
        List<(IpPrefix, GeoPoint)> blocks = [];
        int without = 0;
        Columns? named = null;
        bool isFirst = true;
        BoundedLines.Read(path, Kind, (text, number) =>
        {
            if (text.IsEmpty || text[0] == '#') return;
            Row row = new(path, number, text, stackalloc Range[MaxFields]);
            bool mayBeHeader = isFirst;
            isFirst = false;
            if (mayBeHeader && (named = Columns.Of(row)) is not null) return;
            (IpRange range, GeoPoint position) = named is { } columns ? Block(row, columns) : Plain(row, countries);
            if (!position.IsKnown) without++;
            else foreach (IpPrefix prefix in range.Prefixes()) blocks.Add((prefix, position));
        });
        return blocks.Count > 0
            ? new GeoRanges(new GeoTable(blocks), without)
            : throw new InputFileException(path, 0, "holds no block with a position", $"give {Kind}");
    }

    private static (IpRange, GeoPoint) Block(in Row row, Columns columns)
    {
        row.Require(columns.Count);
        IpRange range = row.Prefix(columns.Network);
        // MaxMind leaves the position empty where it knows none.
        bool isEmpty = row[columns.Latitude].IsEmpty && row[columns.Longitude].IsEmpty;
        return (range, isEmpty ? GeoPoint.Unknown : row.Position(columns.Latitude, columns.Longitude));
    }

    private static (IpRange, GeoPoint) Plain(in Row row, IReadOnlyDictionary<string, GeoPoint> countries)
    {
        if (row.Count == 4) return (row.Between(0, 1), row.Position(2, 3));
        row.Require(3);
        if (row[0].Contains('/')) return (row.Prefix(0), row.Position(1, 2));
        string country = row[2].ToString();
        if (country.Length != 2) throw row.Refused(2, "is no country of two letters", "give codes of ISO 3166, such as AT, or ?? where unknown");
        return (row.Between(0, 1), countries.GetValueOrDefault(country, GeoPoint.Unknown));
    }

    /// <summary>Where a header's columns stand.</summary>
    private sealed record Columns(int Network, int Latitude, int Longitude, int Count)
    {
        public static Columns? Of(in Row row)
        {
            int network = -1, latitude = -1, longitude = -1;
            for (int field = 0; field < row.Count; field++)
            {
                if (row[field] is "network") network = field;
                if (row[field] is "latitude") latitude = field;
                if (row[field] is "longitude") longitude = field;
            }

            if (network < 0) return null;
            if (latitude < 0 || longitude < 0)
                throw row.Refused(0, "begins a header without `latitude` and `longitude`", "give the blocks of cities, which have them");
            return new Columns(network, latitude, longitude, row.Count);
        }
    }

    /// <summary>A line in its fields.</summary>
    private readonly ref struct Row
    {
        private readonly string _path;
        private readonly int _line;
        private readonly ReadOnlySpan<char> _text;
        private readonly Span<Range> _fields;

        public Row(string path, int line, ReadOnlySpan<char> text, Span<Range> fields)
        {
            _path = path;
            _line = line;
            _text = text;
            _fields = fields;
            Count = text.Split(fields, ',');
        }

        public int Count { get; }

        public ReadOnlySpan<char> this[int field] => _text[_fields[field]].Trim(" \"");

        public void Require(int count)
        {
            if (Count != count) throw new InputFileException(_path, _line, $"has {Count} fields, not {count}", $"give {Kind}");
        }

        public IpRange Prefix(int field)
        {
            if (!IpPrefix.TryParse(this[field], out IpPrefix prefix))
                throw Refused(field, "is no prefix", "give an address and a length, such as 192.0.2.0/24");
            return IpRange.Of(prefix);
        }

        public IpRange Between(int first, int last)
        {
            IpRange range = new(Address(first), Address(last));
            if (range.First.Family != range.Last.Family) throw Refused(last, "is of another family than the first address", "give a range of one family");
            return range.First <= range.Last ? range : throw Refused(last, "is before the first address", "give the first address first");
        }

        public GeoPoint Position(int latitude, int longitude) => new(Degrees(latitude, 90), Degrees(longitude, 180));

        public InputFileException Refused(int field, string what, string help) =>
            new(_path, _line, $"column {_fields[field].GetOffsetAndLength(_text.Length).Offset + 1}: `{BoundedLines.Short(this[field])}` {what}", help);

        private double Degrees(int field, double most)
        {
            if (!double.TryParse(this[field], NumberStyles.Float, CultureInfo.InvariantCulture, out double degrees) || !(Math.Abs(degrees) <= most))
                throw Refused(field, $"is not from -{most} to {most}", "give degrees with a decimal point, north and east positive");
            return degrees;
        }

        private IpAddress Address(int field)
        {
            if (uint.TryParse(this[field], NumberStyles.None, CultureInfo.InvariantCulture, out uint number)) return IpAddress.V4(number);
            return IpAddress.TryParse(this[field], out IpAddress address)
                ? address
                : throw Refused(field, "is no address", "give an address, or for IPv4 its number");
        }
    }
}

using System.Globalization;
using Fleek.Sim.World.Geography;

namespace Fleek.Sim.World.Network.Connections;

/// <summary>What a transport does to data, beside its handshake.</summary>
/// <param name="Name">Of the row in transports.csv.</param>
/// <param name="Handshake">Of <see cref="Handshakes"/>.</param>
/// <param name="SegmentBytes">Data of one segment.</param>
/// <param name="HeaderBytes">What each segment has beside its data.</param>
/// <param name="InitialWindowBytes">Most that is under way at first; it doubles in each round trip (slow start).</param>
/// <param name="WindowBytes">Most that is ever under way.</param>
/// <param name="CapBitsPerSecond">What its processing bears; 0 is no limit.</param>
internal sealed record TransportTerms(
    string Name, string Handshake, int SegmentBytes, int HeaderBytes, long InitialWindowBytes, long WindowBytes, long CapBitsPerSecond)
{
    private const string Table = "transports.csv";

    /// <summary>All rows, by name.</summary>
    public static IReadOnlyDictionary<string, TransportTerms> Presets { get; } =
        EmbeddedTable.Rows(Table, 8).Select(Read).ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>The same with a window that is at its most from the first byte on.</summary>
    public TransportTerms WithoutSlowStart() => this with { InitialWindowBytes = WindowBytes };

    /// <summary>Data over what is on the wire, for what is long.</summary>
    public double Efficiency => SegmentBytes / (double)(SegmentBytes + HeaderBytes);

    private static TransportTerms Read(string[] row) =>
        new(row[0], row[1], Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]), Number(row[6]) * 1_000_000L);

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
}

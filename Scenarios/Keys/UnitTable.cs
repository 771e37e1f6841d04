using System.Numerics;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Keys;

/// <summary>A unit as it is written, and how many of the kind's base units it is.</summary>
internal readonly record struct Unit(string Name, BigInteger Factor);

/// <summary>The units of each kind of quantity. The first is the one that messages show.</summary>
internal static class UnitTable
{
    private static readonly Unit[] Durations =
        [new("s", 1_000_000_000), new("ms", 1_000_000), new("us", 1_000), new("ns", 1), new("min", 60_000_000_000),
            new("h", 3_600_000_000_000)];

    private static readonly Unit[] Bytes = [new("KiB", 1 << 10), new("B", 1), new("MiB", 1 << 20), new("GiB", 1 << 30)];

    private static readonly Unit[] BitRates = [new("Mbit/s", 1_000_000), new("kbit/s", 1_000), new("Gbit/s", 1_000_000_000)];

    private static readonly Unit[] ChunkRates = [new("chunks/s", 1), new("chunk/s", 1), new("/s", 1)];

    /// <summary>Money keeps its unit: a chunk is worth the cell's price. The factor of credit is 10^12 base units.</summary>
    private static readonly Unit[] Moneys =
        [new("chunks", 1), new("chunk", 1), new("credit", 1_000_000_000_000), new("credits", 1_000_000_000_000)];

    private static readonly Unit[] Chunks = [new("chunks", 1), new("chunk", 1)];

    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sec"] = "s", ["secs"] = "s", ["second"] = "s", ["seconds"] = "s", ["m"] = "min", ["mins"] = "min", ["minute"] = "min",
        ["minutes"] = "min", ["hour"] = "h", ["hours"] = "h", ["hr"] = "h", ["msec"] = "ms", ["millis"] = "ms", ["usec"] = "us",
        ["µs"] = "us", ["kb"] = "KiB", ["k"] = "KiB", ["mb"] = "MiB", ["gb"] = "GiB", ["bytes"] = "B", ["kbps"] = "kbit/s",
        ["mbps"] = "Mbit/s", ["gbps"] = "Gbit/s", ["Mbit"] = "Mbit/s", ["Gbit"] = "Gbit/s", ["chunks"] = "chunks/s",
            ["chunk"] = "chunks/s",
        ["Hz"] = "/s", ["1/s"] = "/s",
    };

    /// <summary>Units that a value of this kind must have one of; empty where it has none.</summary>
    public static IReadOnlyList<Unit> Of(KeyKind kind) => kind switch
    {
        KeyKind.Duration => Durations,
        KeyKind.Bytes => Bytes,
        KeyKind.BitRate => BitRates,
        KeyKind.ChunkRate => ChunkRates,
        KeyKind.Money => Moneys,
        KeyKind.ChunkCount => Chunks,
        _ => [],
    };

    /// <summary>The unit of this kind that somebody who wrote <paramref name="unit"/> probably meant.</summary>
    public static string? Nearest(KeyKind kind, string unit)
    {
        IEnumerable<string> names = Of(kind).Select(u => u.Name);
        return Meant.TryGetValue(unit, out string? meant) && names.Contains(meant) ? meant
            : names.FirstOrDefault(n => n.Equals(unit, StringComparison.OrdinalIgnoreCase)) ?? Spelling.Nearest(unit, names);
    }

    public static string Noun(KeyKind kind) => kind switch
    {
        KeyKind.Text => "a text",
        KeyKind.Path => "a file's path",
        KeyKind.Word => "a word",
        KeyKind.Count => "a whole number",
        KeyKind.ChunkCount => "a number of chunks",
        KeyKind.Duration => "a duration",
        KeyKind.Money => "an amount of money",
        KeyKind.Bytes => "a size",
        KeyKind.BitRate => "a bit rate",
        KeyKind.ChunkRate => "a rate of chunks",
        KeyKind.Share => "a probability",
        KeyKind.Number => "a number",
        KeyKind.Seeds => "a list of seeds",
        KeyKind.Thresholds => "a list of thresholds",
        _ => "a list of measures",
    };
}

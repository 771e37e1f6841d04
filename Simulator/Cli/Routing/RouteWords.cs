using System.Globalization;
using Fleek.Core.Routing;
using Fleek.Core.Routing.Mrt;

namespace Fleek.Sim.Cli.Routing;

/// <summary>How kinds, types and times of dumps are written for people and programs.</summary>
internal static class RouteWords
{
    /// <summary>Kinds by the letters that bgpdump has for them, in their order.</summary>
    public static IReadOnlyList<(string Word, RouteKind Kind, string Plural)> Kinds { get; } =
    [
        ("A", RouteKind.Announce, "announcements"), ("B", RouteKind.Rib, "table entries"), ("STATE", RouteKind.State, "state changes"),
        ("W", RouteKind.Withdraw, "withdrawals"),
    ];

    /// <summary>Types of records as RFC 6396 calls them.</summary>
    public static IReadOnlyList<(string Word, MrtType Type)> Types { get; } =
    [
        ("BGP", MrtType.Bgp), ("BGP4PLUS", MrtType.Bgp4Plus), ("BGP4PLUS_01", MrtType.Bgp4Plus01), ("TABLE_DUMP", MrtType.TableDump),
        ("TABLE_DUMP_V2", MrtType.TableDumpV2), ("BGP4MP", MrtType.Bgp4Mp), ("BGP4MP_ET", MrtType.Bgp4MpEt),
    ];

    public static string Of(RouteKind kind) => Kinds.First(k => k.Kind == kind).Word;

    public static string Of(MrtType type) => Types.FirstOrDefault(t => t.Type == type).Word ?? $"{(ushort)type}";

    public static string Of(RouteOrigin origin) => origin switch
    {
        RouteOrigin.Igp => "IGP",
        RouteOrigin.Egp => "EGP",
        RouteOrigin.Incomplete => "INCOMPLETE",
        _ => "",
    };

    /// <summary>A reason in words, such as `cut record`.</summary>
    public static string Of(SkipReason reason) =>
        string.Concat(reason.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();

    /// <summary>A time of the world, such as 2014-05-30T22:00:00Z.</summary>
    public static string Time(uint seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A field of csv, within quotation marks where it needs them.</summary>
    public static string CsvField(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

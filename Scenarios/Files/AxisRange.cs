using System.Globalization;
using System.Numerics;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Reading;
using Fleek.Scenarios.Settings;

namespace Fleek.Scenarios.Files;

/// <summary>An axis given as <c>{from, to, points, scale}</c>: both ends exact, what lies between rounded to four
/// digits.</summary>
internal static class AxisRange
{
    private const int MaxPoints = 1_000;

    private static readonly string[] Needed = ["from", "to", "points"];

    public static IReadOnlyList<AxisEntry>? Read(string path, KeySpec? key, MapNode map, Mark at, DiagnosticSink sink)
    {
        if (key is null || UnitTable.Of(key.Kind).Count == 0
            && key.Kind is not (KeyKind.Count or KeyKind.Share or KeyKind.Number))
        {
            sink.Add(Codes.Missing, $"the axis '{path}' has no 'values'", at, help: "from, to and points are for quantities");
            return null;
        }

        string[] missing = [.. Needed.Where(k => map.Find(k) is null)];
        if (missing.Length > 0)
        {
            string lacks = missing.Length == 3 ? "'values'" : string.Join(", ", missing.Select(m => $"'{m}'"));
            sink.Add(missing.Length == 3 ? Codes.EmptyGrid : Codes.Missing, $"the axis '{path}' has no {lacks}", at,
                help: "an axis has values, or from, to and points");
            return null;
        }

        Setting? from = End(key, map, "from", sink), to = End(key, map, "to", sink);
        int? points = Points(map.Find("points")!, sink);
        bool? log = IsLog(map, sink);
        if (from is null || to is null || points is null || log is null) return null;
        return Spread(path, key, from, to, points.Value, log.Value, at, sink);
    }

    private static List<AxisEntry>? Spread(
        string path, KeySpec key, Setting from, Setting to, int points, bool log, Mark at, DiagnosticSink sink)
    {
        if (from.InChunks != to.InChunks)
        {
            sink.Add(Codes.MixedUnits, $"'from' and 'to' of '{path}' are in different units of money", at);
            return null;
        }

        if (from.Number.CompareTo(to.Number) >= 0 || (log && from.Number.Sign <= 0))
        {
            string why = log && from.Number.Sign <= 0 ? "a log scale starts above 0" : "'from' must be below 'to'";
            sink.Add(Codes.OutOfRange, $"the axis '{path}' cannot be laid out: {why}", at);
            return null;
        }

        List<AxisEntry> entries = [];
        for (int i = 0; i < points; i++)
        {
            ExactNumber number = i == 0 ? from.Number : i == points - 1 ? to.Number : Between(key, from, to, i, points, log);
            if (Quantities.Make(key, number, from.InChunks, path, at, sink) is not { } setting) return null;
            Layer layer = new();
            layer.Assignments.Add(new(key, setting, at));
            entries.Add(new(layer, at));
        }

        return entries;
    }

    private static ExactNumber Between(KeySpec key, Setting from, Setting to, int i, int points, bool log)
    {
        double low = from.Number.ToDouble(), high = to.Number.ToDouble(), part = (double)i / (points - 1);
        double value = log
            ? PortableMath.Exp(PortableMath.Log(low) + (part * (PortableMath.Log(high) - PortableMath.Log(low))))
            : low + (part * (high - low));
        string digits = value.ToString("E3", CultureInfo.InvariantCulture);
        ExactNumber.Read(digits, out ExactNumber rounded);
        return CountsWhole(key.Kind) && rounded.ToWhole() is null ? ExactNumber.Of(new BigInteger(Math.Round(value))) : rounded;
    }

    private static bool CountsWhole(KeyKind kind) =>
        kind is KeyKind.Count or KeyKind.ChunkCount or KeyKind.Duration or KeyKind.Bytes or KeyKind.BitRate;

    private static Setting? End(KeySpec key, MapNode map, string name, DiagnosticSink sink)
    {
        MapEntry entry = map.Find(name)!;
        string? unit = map.Find("unit")?.Value is ScalarNode given ? given.Text : null;
        if (entry.Value is ScalarNode { IsNull: false } scalar && !key.Words.Contains(scalar.Text))
            return SettingReader.Read(key, scalar.Text, scalar.TextAt, sink, unit);
        sink.Add(Codes.WrongKind, $"'{name}' is {UnitTable.Noun(key.Kind)}", entry.Key.At);
        return null;
    }

    private static int? Points(MapEntry entry, DiagnosticSink sink)
    {
        if (entry.Value is ScalarNode scalar
            && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int points)
                && points is >= 2 and <= MaxPoints)
        {
            return points;
        }

        sink.Add(Codes.OutOfRange, $"'points' is a whole number from 2 to {MaxPoints}", entry.Value.At);
        return null;
    }

    private static bool? IsLog(MapNode map, DiagnosticSink sink)
    {
        if (map.Find("scale") is not { } entry) return false;
        if (entry.Value is ScalarNode { Text: "log" or "linear" } scalar) return scalar.Text == "log";
        string text = entry.Value is ScalarNode other ? other.Text : "";
        sink.Add(Codes.UnknownWord, "'scale' is log or linear", entry.Value.At, Spelling.DidYouMean(text, ["log", "linear"]));
        return null;
    }
}

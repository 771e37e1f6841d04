using Fleek.Scenarios.Keys;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Reading;

namespace Fleek.Scenarios.Settings;

/// <summary>Reads thresholds: <c>negative_rate &lt; 0.1 %</c>, a measure, a comparison and a quantity with the measure's unit.</summary>
internal static class ThresholdReader
{
    private const string Help = "for example: negative_rate < 0.1 %, ttfb_p99_ms <= 250 ms, served_chunks > 500 chunks";

    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];

    /// <summary>All of a list, each once; null with diagnostics where one is something else.</summary>
    public static Setting? Read(KeySpec key, IReadOnlyList<(string Text, Mark At)> items, Mark at, DiagnosticSink sink)
    {
        if (items.Count == 0) sink.Add(Codes.Missing, $"'{key.Path}' lists no threshold", at, help: "leave the key out for none");
        List<Threshold> found = [];
        foreach ((string text, Mark place) in items)
            if (Read(text, place, sink) is { } threshold) found.Add(threshold);
        return found.Count == items.Count && found.Count > 0
            ? new() { Key = key, Text = $"[{string.Join(", ", found.Select(t => t.Text))}]", Thresholds = found, At = at }
            : null;
    }

    private static Threshold? Read(string text, Mark at, DiagnosticSink sink)
    {
        int sign = text.IndexOfAny(['<', '>']);
        string? comparison = sign < 0 ? null : Comparisons.First(c => text.AsSpan(sign).StartsWith(c, StringComparison.Ordinal));
        string name = sign < 0 ? "" : text[..sign].Trim();
        if (comparison is null || name.Length == 0 || name.Contains(' '))
        {
            sink.Add(Codes.ThresholdSyntax, $"'{Shown.Short(text)}' is no threshold", at, "a measure, one of < <= > >=, and a quantity", Help);
            return null;
        }

        if (Measures.All.FirstOrDefault(m => m.Name == name) is not { } measure)
        {
            sink.Add(Codes.UnknownMeasure, $"unknown measure '{Shown.Short(name)}'", at.Part(text.IndexOf(name, StringComparison.Ordinal), name.Length),
                Spelling.DidYouMean(name, Measures.All.Select(m => m.Name)), "fleek-sim explain measures     lists them");
            return null;
        }

        int from = sign + comparison.Length;
        string limit = text[from..].Trim();
        Mark place = at.Part(from + (text[from..].Length - text[from..].TrimStart().Length), Math.Max(1, limit.Length));
        if (ReadLimit(measure, limit, place, sink) is not { } read) return null;
        return new(name, comparison[0] == '<', comparison.Length == 2, read.Value, $"{name} {comparison} {read.Text}");
    }

    /// <summary>In the measure's unit, and as a file would have it.</summary>
    private static (double Value, string Text)? ReadLimit(MeasureDefinition measure, string text, Mark at, DiagnosticSink sink)
    {
        KeyKind kind = KindOf(measure);
        bool chunks = kind == KeyKind.ChunkCount;
        if (chunks && !TakeChunks(measure, ref text, at, sink)) return null;
        // Amounts of a mean are no whole chunks, as those of a key are.
        KeySpec key = new(measure.Name, chunks ? KeyKind.Number : kind, null, "")
        {
            Min = kind switch { KeyKind.Duration => "0 s", KeyKind.Share => "0", _ => null },
            Max = kind == KeyKind.Share ? "1" : null,
        };
        if (SettingReader.Read(key, text, at, sink) is not { } setting) return null;
        double number = setting.Number.ToDouble();
        if (kind == KeyKind.Duration) number /= measure.Unit == "ms" ? 1e6 : 1e9;
        return (number, chunks ? setting.Text + " chunks" : setting.Text);
    }

    private static KeyKind KindOf(MeasureDefinition measure) => measure.Unit switch
    {
        "ms" or "s" or "seconds per account" => KeyKind.Duration,
        "chunk prices squared" => KeyKind.Number,
        var unit when unit.StartsWith("share ", StringComparison.Ordinal) => KeyKind.Share,
        var unit when unit.StartsWith("chunk", StringComparison.Ordinal) => KeyKind.ChunkCount,
        _ => KeyKind.Number,
    };

    private static bool TakeChunks(MeasureDefinition measure, ref string text, Mark at, DiagnosticSink sink)
    {
        int unit = text.IndexOf(" chunk", StringComparison.Ordinal);
        if (unit >= 0 && text[unit..] is " chunks" or " chunk")
        {
            text = text[..unit].Trim();
            return true;
        }

        sink.Add(Codes.MissingUnit, $"'{Shown.Short(text)}' has no unit", at, $"'{measure.Name}' is counted in chunks", $"{measure.Name} < 5 chunks");
        return false;
    }
}

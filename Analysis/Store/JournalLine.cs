using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Store;

/// <summary>
/// One journal line: a JSON object on one line, UTF-8, ended by a line feed. Doubles are written so that reading gives the same
/// bits; NaN and the infinities, which JSON has no numbers for, are the strings "NaN", "Infinity" and "-Infinity".
/// </summary>
internal static class JournalLine
{
    public static byte[] Write(JournalEntry entry)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("cell", entry.Key.CellId);
            json.WriteNumber("seed", entry.Key.Seed);
            json.WriteString("status", entry.Status == RunStatus.Done ? "done" : "failed");
            json.WriteString("engine", entry.Engine);
            WriteDouble(json, "wall_ms", entry.WallMs);
            WriteDouble(json, "peak_mb", entry.PeakMb);
            if (entry.Error is not null) json.WriteString("error", entry.Error);
            if (entry.Result is { } result) WriteResult(json, result);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    /// <summary>The entry of one line without its line feed. Null and the reason where it is not one.</summary>
    public static (JournalEntry? Entry, string Problem) Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return (Read(document.RootElement), "");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, e.Message);
        }
    }

    private static void WriteResult(Utf8JsonWriter json, RunResult result)
    {
        json.WriteString("trace_hash", HexOf(result.TraceHash));
        json.WriteString("decision_hash", HexOf(result.DecisionHash));
        json.WriteNumber("events", result.Events);
        json.WriteNumber("exchanges", result.Exchanges);
        json.WriteStartObject("measures");
        foreach ((string name, MeasureValue m) in result.Measures.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(name);
            WriteDouble(json, "value", m.Value);
            WriteDouble(json, "sd", m.Sd);
            json.WriteNumber("n", m.N);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static JournalEntry Read(JsonElement line)
    {
        RunStatus status = line.GetProperty("status").GetString() switch
        {
            "done" => RunStatus.Done,
            "failed" => RunStatus.Failed,
            { } other => throw new FormatException($"unknown status '{other}'"),
            null => throw new FormatException("no status"),
        };
        return new()
        {
            Key = new(Text(line, "cell"), line.GetProperty("seed").GetUInt64()),
            Status = status,
            Result = status == RunStatus.Done ? ReadResult(line) : null,
            Error = line.TryGetProperty("error", out JsonElement error) ? error.GetString() : null,
            Engine = Text(line, "engine"),
            WallMs = ReadDouble(line.GetProperty("wall_ms")),
            PeakMb = ReadDouble(line.GetProperty("peak_mb")),
        };
    }

    private static RunResult ReadResult(JsonElement line)
    {
        Dictionary<string, MeasureValue> measures = new(StringComparer.Ordinal);
        foreach (JsonProperty m in line.GetProperty("measures").EnumerateObject())
        {
            measures[m.Name] = new(
                ReadDouble(m.Value.GetProperty("value")), ReadDouble(m.Value.GetProperty("sd")),
                m.Value.GetProperty("n").GetInt64());
        }

        return new(measures, HashOf(Text(line, "trace_hash")), line.GetProperty("events").GetInt64(), line.GetProperty("exchanges").GetInt64())
        {
            // Absent in the first journals: then nothing is known of decisions alone.
            DecisionHash = line.TryGetProperty("decision_hash", out JsonElement decided) ? HashOf(decided.GetString()!) : 0,
        };
    }

    private static ulong HashOf(string hex) => ulong.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    internal static string HexOf(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static void WriteDouble(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteString(name, value.ToString("R", CultureInfo.InvariantCulture));
    }

    private static double ReadDouble(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
        : value.GetDouble();
}

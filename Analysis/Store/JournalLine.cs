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

    internal static string HexOf(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    private static void WriteDouble(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(name, value);
        else json.WriteString(name, value.ToString("R", CultureInfo.InvariantCulture));
    }
}

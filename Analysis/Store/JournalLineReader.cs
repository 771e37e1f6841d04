using System.Globalization;
using System.Text.Json;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Store;

/// <summary>
/// Reads journal lines one after another. The same names stand in all of them, so each is made into a string once: a journal of 100,000
/// runs is read at every report.
/// </summary>
internal sealed class JournalLineReader
{
    private readonly Dictionary<int, string> _names = [];

    /// <summary>The entry of one line without its line feed. Null and the reason where it is not one.</summary>
    public (JournalEntry? Entry, string Problem) Read(ReadOnlySpan<byte> line)
    {
        try
        {
            Utf8JsonReader json = new(line);
            JournalEntry entry = Entry(ref json);
            if (json.Read()) return (null, "more than one value");
            return (entry, "");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            return (null, e.Message);
        }
    }

    private JournalEntry Entry(ref Utf8JsonReader json)
    {
        Fields fields = new();
        Start(ref json);
        while (NextName(ref json))
        {
            if (json.ValueTextEquals("cell"u8)) fields.Cell = Name(ref json);
            else if (json.ValueTextEquals("seed"u8)) fields.Seed = Value(ref json).GetUInt64();
            else if (json.ValueTextEquals("status"u8)) fields.Status = Name(ref json);
            else if (json.ValueTextEquals("engine"u8)) fields.Engine = Name(ref json);
            else if (json.ValueTextEquals("wall_ms"u8)) fields.WallMs = Double(ref json);
            else if (json.ValueTextEquals("peak_mb"u8)) fields.PeakMb = Double(ref json);
            else if (json.ValueTextEquals("error"u8)) fields.Error = Value(ref json).GetString();
            else if (json.ValueTextEquals("trace_hash"u8)) fields.Trace = Hash(ref json);
            else if (json.ValueTextEquals("decision_hash"u8)) fields.Decisions = Hash(ref json);
            else if (json.ValueTextEquals("events"u8)) fields.Events = Value(ref json).GetInt64();
            else if (json.ValueTextEquals("exchanges"u8)) fields.Exchanges = Value(ref json).GetInt64();
            else if (json.ValueTextEquals("measures"u8)) fields.Measures = MeasuresOf(ref json);
            else Skip(ref json);
        }

        return fields.ToEntry();
    }

    private Dictionary<string, MeasureValue> MeasuresOf(ref Utf8JsonReader json)
    {
        Dictionary<string, MeasureValue> measures = new(16, StringComparer.Ordinal);
        Start(ref json);
        while (NextName(ref json))
        {
            string name = Known(ref json);
            double? value = null, sd = null;
            long? n = null;
            Start(ref json);
            while (NextName(ref json))
            {
                if (json.ValueTextEquals("value"u8)) value = Double(ref json);
                else if (json.ValueTextEquals("sd"u8)) sd = Double(ref json);
                else if (json.ValueTextEquals("n"u8)) n = Value(ref json).GetInt64();
                else Skip(ref json);
            }

            measures[name] = new(Needed(value, "value"), Needed(sd, "sd"), Needed(n, "n"));
        }

        return measures;
    }

    private static void Start(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new FormatException("not an object");
    }

    private static bool NextName(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static ref Utf8JsonReader Value(ref Utf8JsonReader json)
    {
        json.Read();
        return ref json;
    }

    private static void Skip(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static double Double(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String
            ? double.Parse(json.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture)
            : json.GetDouble();
    }

    private static ulong Hash(ref Utf8JsonReader json)
    {
        json.Read();
        string digits = json.GetString() ?? throw new FormatException("a hash is null");
        return ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private string Name(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String) throw new FormatException("a name is no text");
        return Known(ref json);
    }

    /// <summary>The text that the reader stands on; nearly always the same string for the same text.</summary>
    private string Known(ref Utf8JsonReader json)
    {
        HashCode code = default;
        code.AddBytes(json.ValueSpan);
        int hash = code.ToHashCode();
        if (_names.TryGetValue(hash, out string? known) && json.ValueTextEquals(known)) return known;
        return _names[hash] = json.GetString()!;
    }

    private static T Needed<T>(T? value, string name) where T : struct => value ?? throw new FormatException($"no {name}");

    private struct Fields
    {
        public string? Cell, Status, Engine, Error;
        public ulong? Seed, Trace;
        public ulong Decisions;
        public double? WallMs, PeakMb;
        public long? Events, Exchanges;
        public Dictionary<string, MeasureValue>? Measures;

        public readonly JournalEntry ToEntry()
        {
            RunStatus status = Status switch
            {
                "done" => RunStatus.Done,
                "failed" => RunStatus.Failed,
                null => throw new FormatException("no status"),
                _ => throw new FormatException($"unknown status '{Status}'"),
            };
            return new()
            {
                Key = new(Cell ?? throw new FormatException("no cell"), Needed(Seed, "seed")),
                Status = status,
                Result = status == RunStatus.Done ? ToResult() : null,
                Error = Error,
                Engine = Engine ?? throw new FormatException("no engine"),
                WallMs = Needed(WallMs, "wall_ms"),
                PeakMb = Needed(PeakMb, "peak_mb"),
            };
        }

        // A hash of decisions is absent in the first journals: then nothing is known of decisions alone.
        private readonly RunResult ToResult() => new(
            Measures ?? throw new FormatException("no measures"), Needed(Trace, "trace_hash"), Needed(Events, "events"), Needed(Exchanges, "exchanges"))
        {
            DecisionHash = Decisions,
        };
    }
}

using System.Globalization;
using System.Text.Json;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>Reads what <see cref="BaselineWriter"/> wrote, and nothing that is torn or incomplete.</summary>
public static class BaselineReader
{
    /// <param name="path">For messages.</param>
    /// <exception cref="BaselineException">The text is no baseline, not all of one, or of a newer version.</exception>
    public static Baseline Read(string text, string path)
    {
        const string Help = "restore the file from version control, or make it anew: fleek-sim baseline accept";
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            int format = root.GetProperty("format").GetInt32();
            if (format > Baseline.CurrentFormat)
                throw new BaselineException($"{path} has format {format}; this program knows {Baseline.CurrentFormat}", "use the version that wrote it");
            Baseline baseline = Read(root);
            Check(baseline);
            return baseline;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new BaselineException($"{path} is not a baseline: {e.Message.ReplaceLineEndings(" ")}", Help, e);
        }
    }

    private static Baseline Read(JsonElement root)
    {
        ulong[] seeds = [.. root.GetProperty("seeds").EnumerateArray().Select(s => s.GetUInt64())];
        string[] measures = [.. root.GetProperty("measures").EnumerateArray().Select(Text)];
        return new()
        {
            Scenario = Text(root, "scenario"),
            Plan = Text(root, "plan"),
            Grid = root.GetProperty("grid").GetBoolean(),
            Reason = Text(root, "reason"),
            Date = root.GetProperty("date") is { ValueKind: JsonValueKind.String } date ? date.GetString() : null,
            Engine = Text(root, "engine"),
            Version = Text(root, "version"),
            Architecture = Text(root, "architecture"),
            Seeds = seeds,
            Measures = measures,
            Cells = [.. root.GetProperty("cells").EnumerateArray().Select(c => Cell(c, seeds, measures))],
        };
    }

    private static BaselineCell Cell(JsonElement cell, ulong[] seeds, string[] measures)
    {
        (string, string)[] axes = [.. cell.GetProperty("axes").EnumerateObject().Select(a => (a.Name, Text(a.Value)))];
        List<RunResult> runs = [];
        foreach (JsonElement run in cell.GetProperty("runs").EnumerateArray())
        {
            if (runs.Count >= seeds.Length || run.GetProperty("seed").GetUInt64() != seeds[runs.Count])
                throw new FormatException("the runs of a cell are not those of the seeds");
            runs.Add(Run(run, measures));
        }

        if (runs.Count != seeds.Length) throw new FormatException($"a cell has {runs.Count} runs, and {seeds.Length} seeds");
        return new(Text(cell, "cell"), axes, Rungs(cell.GetProperty("decisions")), runs);
    }

    private static DecisionRungs? Rungs(JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Null) return null;
        string digits = Text(given, "rungs");
        long decisions = given.GetProperty("count").GetInt64(), stride = given.GetProperty("stride").GetInt64();
        if (stride < 1 || decisions < 0 || digits.Length != 4 * (decisions / stride))
            throw new FormatException("the hashes of decisions are not as many as there are strides");
        ushort[] rungs = [.. digits.Chunk(4).Select(d => ushort.Parse(d, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        // Absent in the first baselines and of runs with many decisions.
        IReadOnlyList<DecisionMark>? marks = given.TryGetProperty("marks", out JsonElement kept) ? DecisionMarkText.Read(Text(kept)) : null;
        if (marks is not null && marks.Count != decisions) throw new FormatException("the decisions are not as many as are counted");
        return new(decisions, stride, rungs, (uint)Hash(given, "last")) { Marks = marks };
    }

    private static RunResult Run(JsonElement run, string[] measures)
    {
        Dictionary<string, MeasureValue> values = new(StringComparer.Ordinal);
        foreach (string name in measures)
            if (run.TryGetProperty(name, out JsonElement value)) values[name] = Value(value);
        return new(values, Hash(run, "trace"), 0, 0) { DecisionHash = Hash(run, "decided") };
    }

    private static MeasureValue Value(JsonElement value)
    {
        int length = value.GetArrayLength();
        if (length is not (2 or 3)) throw new FormatException("a measure is its value, its units and perhaps its deviation");
        return new(Number(value[0]), length == 3 ? Number(value[2]) : double.NaN, value[1].GetInt64());
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? double.Parse(Text(value), CultureInfo.InvariantCulture)
        : value.GetDouble();

    private static void Check(Baseline baseline)
    {
        if (baseline.Cells.Count == 0 || baseline.Seeds.Count == 0) throw new FormatException("it has no runs");
        if (baseline.Measures.Count == 0) throw new FormatException("it has no measures");
        if (baseline.Cells.Select(c => c.Id).Distinct().Count() != baseline.Cells.Count) throw new FormatException("it has a cell twice");
        if (!baseline.Seeds.Zip(baseline.Seeds.Skip(1), (a, b) => a < b).All(rising => rising))
            throw new FormatException("its seeds do not rise");
        if (baseline.Measures.FirstOrDefault(m => Measures.All.All(known => known.Name != m)) is { } unknown)
            throw new FormatException($"no measure is named '{unknown}'");
    }

    private static string Text(JsonElement parent, string name) => Text(parent.GetProperty(name));

    private static string Text(JsonElement value) => value.GetString() ?? throw new FormatException("a text is null");

    private static ulong Hash(JsonElement parent, string name) =>
        ulong.Parse(Text(parent, name), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

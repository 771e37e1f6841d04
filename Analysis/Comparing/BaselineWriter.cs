using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Comparing;

/// <summary>
/// Writes a baseline as JSON with one run a line, so that a review sees which runs changed. The same bytes for the same baseline; doubles
/// read back as the same bits.
/// </summary>
public static class BaselineWriter
{
    private static readonly JsonSerializerOptions Text = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Baseline baseline)
    {
        StringBuilder json = new("{\n");
        Line(json, "format", Baseline.CurrentFormat.ToString(CultureInfo.InvariantCulture));
        Line(json, "scenario", Quote(baseline.Scenario));
        Line(json, "plan", Quote(baseline.Plan));
        Line(json, "grid", baseline.Grid ? "true" : "false");
        Line(json, "reason", Quote(baseline.Reason));
        Line(json, "date", baseline.Date is null ? "null" : Quote(baseline.Date));
        Line(json, "engine", Quote(baseline.Engine));
        Line(json, "version", Quote(baseline.Version));
        Line(json, "architecture", Quote(baseline.Architecture));
        Line(json, "seeds", $"[{string.Join(", ", baseline.Seeds)}]");
        Line(json, "measures", $"[{string.Join(", ", baseline.Measures.Select(Quote))}]");
        json.Append("  \"cells\": [\n");
        json.AppendJoin(",\n", baseline.Cells.Select(c => Cell(baseline, c)));
        return json.Append("\n  ]\n}\n").ToString();
    }

    private static string Marks(DecisionRungs decisions) =>
        decisions.Marks is { } marks ? $", \"marks\": \"{DecisionMarkText.Write(marks)}\"" : "";

    /// <summary>Four hexadecimal digits each.</summary>
    private static string Hex(IEnumerable<ushort> rungs) =>
        string.Concat(rungs.Select(r => r.ToString("x4", CultureInfo.InvariantCulture)));

    private static void Line(StringBuilder json, string name, string value) =>
        json.Append("  ").Append(Quote(name)).Append(": ").Append(value).Append(",\n");

    private static string Cell(Baseline baseline, BaselineCell cell)
    {
        string axes = string.Join(", ", cell.Axes.Select(a => $"{Quote(a.Key)}: {Quote(a.Value)}"));
        StringBuilder json = new($"    {{\n      \"cell\": {Quote(cell.Id)},\n      \"axes\": {{{axes}}},\n");
        string rungs = cell.Decisions is not { } d ? "null"
            : $"{{\"count\": {d.Decisions}, \"stride\": {d.Stride}, \"last\": \"{d.Last:x8}\", \"rungs\": \"{Hex(d.Rungs)}\"{Marks(d)}}}";
        json.Append("      \"decisions\": ").Append(rungs).Append(",\n      \"runs\": [\n");
        json.AppendJoin(",\n", cell.Runs.Select((run, i) => "        " + Run(baseline, baseline.Seeds[i], run)));
        return json.Append("\n      ]\n    }").ToString();
    }

    private static string Run(Baseline baseline, ulong seed, RunResult run)
    {
        IEnumerable<string> measures = baseline.Measures
            .Where(run.Measures.ContainsKey)
            .Select(name => $"{Quote(name)}: {Value(run.Measures[name])}");
        return string.Create(CultureInfo.InvariantCulture,
            $"{{\"seed\": {seed}, \"trace\": \"{run.TraceHash:x16}\", \"decided\": \"{run.DecisionHash:x16}\", {string.Join(", ", measures)}}}");
    }

    private static string Value(MeasureValue value) =>
        double.IsNaN(value.Sd) ? $"[{Number(value.Value)}, {value.N}]" : $"[{Number(value.Value)}, {value.N}, {Number(value.Sd)}]";

    private static string Number(double value) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : Quote(value.ToString(CultureInfo.InvariantCulture));

    private static string Quote(string text) => JsonSerializer.Serialize(text, Text);
}

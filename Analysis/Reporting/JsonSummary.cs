using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>The object that `--json` prints.</summary>
public static class JsonSummary
{
    /// <summary>
    /// {"scenario", "plan", "cells": [{"axes", "measures": {name: {"mean", "low", "high", "n"}}, "trace_hash"}]}. Numbers read
    /// back as the same bits; null is what cannot be estimated. For a proportion without events, mean and low are 0 and high is
    /// the one-sided 95 % upper bound. Where the scenario has thresholds also
    /// "thresholds": [{"threshold", "state": met, crossed or unknown, "cells", "crossed", "bound"}].
    /// </summary>
    /// <param name="more">Writes further properties behind these; null: there are none.</param>
    public static string Write(Plan plan, IReadOnlyList<CellSummary> cells, Action<Utf8JsonWriter>? more = null)
    {
        using MemoryStream stream = new();
        JsonWriterOptions options = new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (Utf8JsonWriter json = new(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("scenario", plan.Name);
            json.WriteString("plan", plan.Hash);
            json.WriteStartArray("cells");
            foreach (CellSummary cell in cells) WriteCell(json, plan, cell);
            json.WriteEndArray();
            if (plan.Thresholds.Count > 0) WriteThresholds(json, ThresholdVerdict.Of(plan.Thresholds, cells));
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteThresholds(Utf8JsonWriter json, IReadOnlyList<ThresholdVerdict> verdicts)
    {
        json.WriteStartArray("thresholds");
        foreach (ThresholdVerdict verdict in verdicts)
        {
            json.WriteStartObject();
            json.WriteString("threshold", verdict.Threshold.Text);
            json.WriteString("state", ThresholdText.Word(verdict.State));
            json.WriteNumber("cells", verdict.Cells);
            json.WriteNumber("crossed", verdict.Crossed.Count);
            WriteNumber(json, "bound", verdict.Nearest is { } cell ? ThresholdVerdict.BoundOf(verdict.Threshold, cell) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter json, Plan plan, CellSummary cell)
    {
        json.WriteStartObject();
        json.WriteStartObject("axes");
        for (int i = 0; i < plan.Axes.Count; i++) json.WriteString(plan.Axes[i].Path, cell.Cell.Coordinates[i].Text);
        json.WriteEndObject();
        json.WriteStartObject("measures");
        foreach (MeasureSummary m in cell.Measures)
        {
            json.WriteStartObject(m.Name);
            WriteNumber(json, "mean", m.Mean);
            WriteNumber(json, "low", m.Low);
            WriteNumber(json, "high", m.High);
            json.WriteNumber("n", m.N);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteString("trace_hash", cell.TraceHash);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v && double.IsFinite(v)) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }
}

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
    /// the one-sided 95 % upper bound.
    /// </summary>
    public static string Write(Plan plan, IReadOnlyList<CellSummary> cells)
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
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
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

using System.Text.Json;
using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Reporting;

public sealed class JsonSummaryTests
{
    [Fact]
    public void The_object_has_the_promised_shape_and_exact_numbers()
    {
        Plan plan = Sample.Sweep(thresholds: 2, rules: 2);
        IReadOnlyList<CellSummary> cells = Sample.Summaries(plan);
        using JsonDocument json = JsonDocument.Parse(JsonSummary.Write(plan, cells));
        JsonElement root = json.RootElement;
        Assert.Equal(["scenario", "plan", "cells"], root.EnumerateObject().Select(p => p.Name));
        Assert.Equal((plan.Name, plan.Hash), (root.GetProperty("scenario").GetString(), root.GetProperty("plan").GetString()));
        JsonElement cell = root.GetProperty("cells")[3];
        Assert.Equal(["axes", "measures", "trace_hash"], cell.EnumerateObject().Select(p => p.Name));
        Assert.Equal("40 chunks", cell.GetProperty("axes").GetProperty("payments.freeze_threshold").GetString());
        Assert.Equal("threshold 20 chunks", cell.GetProperty("axes").GetProperty("payments.commit").GetString());
        JsonElement final = cell.GetProperty("measures").GetProperty("final_balance_chunks");
        MeasureSummary expected = cells[3].Find(Measures.FinalBalance)!;
        Assert.Equal(["mean", "low", "high", "n"], final.EnumerateObject().Select(p => p.Name));
        Assert.Equal(expected.Mean, final.GetProperty("mean").GetDouble());
        Assert.Equal(expected.High, final.GetProperty("high").GetDouble());
        Assert.Equal(expected.N, final.GetProperty("n").GetInt64());
        Assert.Equal(cells[3].TraceHash, cell.GetProperty("trace_hash").GetString());
    }

    [Fact]
    public void What_cannot_be_estimated_is_null()
    {
        Plan plan = Sample.Single(seeds: 1);
        using JsonDocument json = JsonDocument.Parse(JsonSummary.Write(plan, Sample.Summaries(plan)));
        JsonElement commits =
            json.RootElement.GetProperty("cells")[0].GetProperty("measures").GetProperty("commits_per_1000_chunks");
        Assert.Equal(JsonValueKind.Number, commits.GetProperty("mean").ValueKind);
        Assert.Equal(JsonValueKind.Null, commits.GetProperty("low").ValueKind);
        Assert.Empty(json.RootElement.GetProperty("cells")[0].GetProperty("axes").EnumerateObject());
    }
}

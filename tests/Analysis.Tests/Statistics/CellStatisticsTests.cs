using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Statistics;

public sealed class CellStatisticsTests
{
    private readonly Plan _plan = Sample.Single(seeds: 3);

    [Fact]
    public void Proportions_are_pooled_over_runs()
    {
        MeasureSummary m = Summarise(Measures.NegativeRate, (0.02, 500), (0.01, 500), (0.005, 1000));
        Assert.Equal((20.0 / 2000, 2000L, false), (m.Mean!.Value, m.N, m.UpperBoundOnly));
        Assert.Equal(0.006119, m.Low!.Value, 5e-7);
        Assert.Equal(0.015402, m.High!.Value, 5e-7);
    }

    [Fact]
    public void No_event_gives_an_upper_bound_and_never_a_bare_zero()
    {
        MeasureSummary m = Summarise(Measures.NegativeRate, (0, 1000), (0, 1000), (0, 995));
        Assert.True(m.UpperBoundOnly);
        Assert.Equal((0.0, 0.0), (m.Mean!.Value, m.Low!.Value));
        Assert.InRange(m.High!.Value, 0.000999, 0.001);
    }

    [Fact]
    public void Runs_that_observed_nothing_are_left_out()
    {
        MeasureSummary m = Summarise(Measures.TtfbP50, (double.NaN, 0), (10, 5), (12, 5));
        Assert.Equal((11.0, 2L), (m.Mean!.Value, m.N));
        MeasureSummary none = Summarise(Measures.TtfbP50, (double.NaN, 0), (double.NaN, 0), (double.NaN, 0));
        Assert.Equal((null, null, null, 0L), (none.Mean, none.Low, none.High, none.N));
    }

    [Fact]
    public void The_plans_measures_come_first_then_all_others_in_table_order() =>
        Assert.Equal(
            [Measures.NegativeRate, Measures.FinalBalance, Measures.CommitsPer1000, Measures.TtfbP99, Measures.UnpaidTime],
            Sample.Summaries(_plan)[0].Measures.Select(m => m.Name));

    [Fact]
    public void The_trace_hash_depends_on_every_run_and_not_on_their_order()
    {
        Dictionary<RunKey, JournalEntry> all = Sample.AllDone(_plan);
        string hash = CellStatistics.Summarise(_plan, all)[0].TraceHash;
        Assert.Matches("^[0-9a-f]{16}$", hash);
        Assert.Equal(hash, CellStatistics.Summarise(_plan, all.Reverse().ToDictionary())[0].TraceHash);
        RunKey key = new(_plan.Cells[0].Id, 2);
        all[key] = all[key] with { Result = all[key].Result! with { TraceHash = 1 } };
        Assert.NotEqual(hash, CellStatistics.Summarise(_plan, all)[0].TraceHash);
    }

    [Fact]
    public void A_cell_without_runs_is_present_and_empty()
    {
        CellSummary cell = Assert.Single(CellStatistics.Summarise(_plan, new Dictionary<RunKey, JournalEntry>()));
        Assert.Equal((0, ""), (cell.Runs, cell.TraceHash));
        Assert.All(cell.Measures, m => Assert.Null(m.Mean));
    }

    private MeasureSummary Summarise(string name, params (double Value, long N)[] runs)
    {
        Dictionary<RunKey, JournalEntry> entries = [];
        for (int i = 0; i < runs.Length; i++)
        {
            JournalEntry entry = Sample.Done(_plan.Cells[0], (ulong)i + 1);
            MeasureValue value = new(runs[i].Value, double.NaN, runs[i].N);
            Dictionary<string, MeasureValue> measures = new() { [name] = value };
            entries[entry.Key] = entry with { Result = entry.Result! with { Measures = measures } };
        }

        return CellStatistics.Summarise(_plan, entries)[0].Find(name)!;
    }
}

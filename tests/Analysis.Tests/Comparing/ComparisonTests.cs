using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Comparing;

public sealed class ComparisonTests
{
    [Fact]
    public void Runs_that_did_the_same_are_unchanged_and_not_judged()
    {
        PairedRun same = new(1, Rows.Result(7, (Measures.Freezes, new(1, 0, 5))), Rows.Result(7, (Measures.Freezes, new(1, 0, 5))));
        ComparisonReport found = Judge(new CellPair("c", "", true, [same]), Measures.Freezes);
        Assert.True(found.Unchanged);
        Assert.Equal((1, 0, 0), (found.Runs, found.Differing, found.Tests));
    }

    /// <summary>Another trace with the same decisions is the same run, fast-forwarded; another measure never is.</summary>
    [Fact]
    public void A_run_is_the_same_by_trace_or_decisions_and_by_every_measure()
    {
        RunResult old = Rows.Result(7, (Measures.Freezes, new(1, 0.5, 5))) with { DecisionHash = 3 };
        string[] measures = [Measures.Freezes];
        Assert.True(new PairedRun(1, old, old with { TraceHash = 8 }).IsSame(measures));
        Assert.True(new PairedRun(1, old, old with { DecisionHash = 4 }).IsSame(measures));
        Assert.False(new PairedRun(1, old, old with { TraceHash = 8, DecisionHash = 4 }).IsSame(measures));
        Assert.False(new PairedRun(1, old with { DecisionHash = 0 }, old with { TraceHash = 8, DecisionHash = 0 }).IsSame(measures));
        foreach (MeasureValue other in (MeasureValue[])[new(Math.BitIncrement(1), 0.5, 5), new(1, 0.6, 5), new(1, 0.5, 6)])
            Assert.False(new PairedRun(1, old, Rows.Result(7, (Measures.Freezes, other))).IsSame(measures));
        Assert.False(new PairedRun(1, old, Rows.Result(7)).IsSame(measures));
    }

    [Fact]
    public void Nothing_compared_is_not_unchanged()
    {
        ComparisonReport found = Comparison.Judge([], [Measures.Freezes], _ => 0);
        Assert.False(found.Unchanged);
        Assert.Empty(found.Rows);
    }

    [Fact]
    public void Worse_is_what_is_certain_and_more_than_tolerated()
    {
        double[] before = Repeated(100, 0.1);
        Assert.Equal(ChangeVerdict.Worse, Verdict(Measures.TtfbP50, before, Repeated(110, 0.1)));
        Assert.Equal(ChangeVerdict.Tolerated, Verdict(Measures.TtfbP50, before, Repeated(103, 0.1)));
        Assert.Equal(ChangeVerdict.Better, Verdict(Measures.TtfbP50, before, Repeated(90, 0.1)));
        Assert.Equal(ChangeVerdict.Unchanged, Verdict(Measures.TtfbP50, before, Alternating(100, 0.3)));
        Assert.Equal(ChangeVerdict.Inconclusive, Verdict(Measures.TtfbP50, before, Alternating(101, 40)));
    }

    /// <summary>More chunks served are better, of a balance neither side is.</summary>
    [Fact]
    public void The_bad_side_is_the_measures_own()
    {
        double[] before = Repeated(100, 0.1);
        Assert.Equal(ChangeVerdict.Better, Verdict(Measures.Served, before, Repeated(110, 0.1)));
        Assert.Equal(ChangeVerdict.Worse, Verdict(Measures.Served, before, Repeated(90, 0.1)));
        Assert.Equal(ChangeVerdict.Different, Verdict(Measures.FinalBalance, before, Repeated(90, 0.1)));
        Assert.Equal(ChangeVerdict.Different, Verdict(Measures.FinalBalance, before, Repeated(110, 0.1)));
        Assert.Equal(ChangeVerdict.Unchanged, Verdict(Measures.FinalBalance, before, Alternating(100, 40)));
    }

    [Fact]
    public void Any_certain_event_where_there_was_none_is_too_many()
    {
        ComparisonReport found = Judge(Rows.Shares(50, new int[16], [.. Enumerable.Repeat(1, 16)]), Measures.NegativeRate);
        ComparedMeasure row = Assert.Single(found.Rows);
        Assert.Equal(ChangeVerdict.Worse, row.Verdict);
        Assert.Equal(0, row.Tolerance);
        Assert.True(row.Old.UpperBoundOnly);
        Assert.Equal(Math.Pow(2, -16), row.AdjustedP, 1e-15);
    }

    [Fact]
    public void Few_seeds_that_share_a_queue_are_never_certain_and_do_not_pass()
    {
        ComparedMeasure row = Assert.Single(Judge(Rows.Shares(50, [0, 0, 0, 0], [9, 9, 9, 9]), Measures.NegativeRate).Rows);
        Assert.Equal(ChangeVerdict.TooFewSeeds, row.Verdict);
        Assert.Equal(7, row.SeedsSuggested);
        // The same runs of accounts that share nothing are as many units as there are accounts.
        row = Assert.Single(Judge(Rows.Shares(50, [0, 0, 0, 0], [9, 9, 9, 9], apart: true), Measures.NegativeRate).Rows);
        Assert.Equal((ChangeVerdict.Worse, TestMethod.FisherOfAccounts), (row.Verdict, row.Test!.Method));
    }

    [Fact]
    public void One_seed_has_no_interval_and_is_never_certain()
    {
        ComparedMeasure row = Assert.Single(Judge(Rows.Numbers(Measures.TtfbP50, [100], [200]), Measures.TtfbP50).Rows);
        Assert.Equal(ChangeVerdict.TooFewSeeds, row.Verdict);
        Assert.Null(row.Test!.Interval);
    }

    /// <summary>Of values on a grid Student's law would be certain after eight equal steps, which a coin does once in 256.</summary>
    [Fact]
    public void Equal_steps_of_few_seeds_are_judged_by_their_signs()
    {
        double[] before = [80, 81, 82, 83, 84, 85, 86, 87];
        ComparedMeasure row = Assert.Single(Judge(Rows.Numbers(Measures.TtfbP99, before, [.. before.Select(b => b + 1)]), Measures.TtfbP99).Rows);
        Assert.Equal(TestMethod.Randomisation, row.Test!.Method);
        Assert.Equal(1 / 256.0, row.Test.PIncrease, 1e-12);
        row = Assert.Single(Judge(Rows.Numbers(Measures.TtfbP99, before, [.. before.Select((b, i) => b + 1 + (i / 16.0))]), Measures.TtfbP99).Rows);
        Assert.Equal(TestMethod.PairedStudent, row.Test!.Method);
    }

    [Fact]
    public void What_one_side_alone_observed_cannot_be_judged()
    {
        CellPair pair = Rows.Numbers(Measures.TtfbP50, Repeated(100, 1), [.. Repeated(100, 1).Select((v, i) => i == 3 ? double.NaN : v)]);
        Assert.Equal(ChangeVerdict.Incomparable, Assert.Single(Judge(pair, Measures.TtfbP50).Rows).Verdict);
        CellPair neither = Rows.Numbers(Measures.TtfbP50, [double.NaN], [double.NaN]);
        Assert.Empty(Judge(neither, Measures.TtfbP50).Rows);
    }

    /// <summary>What is certain alone need not be among many: one chance holds for all.</summary>
    [Fact]
    public void Many_tests_share_one_chance_of_a_false_alarm()
    {
        int[] now = [.. Enumerable.Range(0, 16).Select(i => i < 9 ? 1 : 0)];
        CellPair one = Rows.Shares(50, new int[16], now);
        Assert.Equal(ChangeVerdict.Worse, Assert.Single(Judge(one, Measures.NegativeRate).Rows).Verdict);
        CellPair[] six = [.. Enumerable.Range(0, 6).Select(i => i == 0 ? one : Rows.Shares(50, [1, .. new int[15]], [.. new int[15], 1]))];
        ComparisonReport found = Comparison.Judge(six, [Measures.NegativeRate], _ => 0);
        Assert.Equal(6, found.Tests);
        Assert.Empty(found.Worse);
        Assert.Equal(6 * Math.Pow(2, -9), found.Rows[0].AdjustedP, 1e-12);
    }

    [Fact]
    public void Suggested_seeds_would_tell()
    {
        double[] before = Repeated(100, 0), now = Alternating(106, 12, 16);
        ComparedMeasure row = Assert.Single(Judge(Rows.Numbers(Measures.TtfbP50, before, now), Measures.TtfbP50).Rows);
        Assert.Equal(ChangeVerdict.Inconclusive, row.Verdict);
        int seeds = row.SeedsSuggested!.Value;
        Assert.InRange(seeds, 17, 10_000);
        double[] longBefore = Repeated(100, 0, seeds), longNow = Alternating(106, 12, seeds);
        Assert.NotEqual(ChangeVerdict.Inconclusive,
            Assert.Single(Judge(Rows.Numbers(Measures.TtfbP50, longBefore, longNow), Measures.TtfbP50).Rows).Verdict);
    }

    private static ComparisonReport Judge(CellPair cell, string measure) => Comparison.Judge([cell], [measure], _ => 0.05);

    private static ChangeVerdict Verdict(string measure, double[] before, double[] now) =>
        Assert.Single(Judge(Rows.Numbers(measure, before, now), measure).Rows).Verdict;

    private static double[] Repeated(double middle, double step, int count = 16) =>
        [.. Enumerable.Range(0, count).Select(i => middle + (step * (i % 5)))];

    private static double[] Alternating(double middle, double swing, int count = 16) =>
        [.. Enumerable.Range(0, count).Select(i => middle + (i % 2 == 0 ? swing : -swing) + (0.001 * i))];
}

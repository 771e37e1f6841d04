using Fleek.Analysis.Statistics;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Statistics;

/// <summary>When a cell is known well enough, and what looking again and again costs its interval.</summary>
public sealed class PrecisionTests(ITestOutputHelper output)
{
    private const int MostSeeds = 400;

    private static readonly int _repetitions = Environment.GetEnvironmentVariable("FLEEK_SIM_LONG") == "1" ? 10_000 : 2_000;

    private delegate MeasureValue Law(ref RandomStream random);

    [Fact]
    public void Looks_begin_at_eight_seeds_and_grow_by_half()
    {
        Assert.Equal([8, 12, 18, 27, 41, 62, 93, 100], SeedLooks.UpTo(100));
        Assert.Equal([8], SeedLooks.UpTo(8));
        Assert.Equal([3], SeedLooks.UpTo(3));
    }

    /// <summary>
    /// A fixed number of seeds covers in 95 %. Stopping on an interval that is narrow by luck costs something: most where a cell stops after
    /// some twenty seeds, and next to nothing after hundreds or with exact intervals.
    /// </summary>
    [Theory]
    [InlineData(0.1, 0.05, 0.930)]
    [InlineData(0.2, 0.10, 0.930)]
    [InlineData(0.4, 0.10, 0.940)]
    [InlineData(0.05, 0.10, 0.945)]
    public void Stopping_on_a_mean_covers_little_less_often_than_was_promised(double variation, double share, double least)
    {
        Found found = Play(new(Measures.CommitsPer1000, share), 1,
            (ref RandomStream random) => new(1 + (variation * random.NextNormal()), double.NaN, 1));
        output.WriteLine($"variation {variation}, to {share}: {found}");
        AssertCovers(found, least);
        Assert.Equal(_repetitions, found.Reached);
    }

    [Theory]
    [InlineData(0.30, 0.10)]
    [InlineData(0.05, 0.10)]
    [InlineData(0.01, 0.25)]
    public void Stopping_on_a_rate_covers_as_often_as_was_promised(double rate, double share)
    {
        Found found = Play(new(Measures.NegativeRate, share), rate, (ref RandomStream random) => Accounts(ref random, 100, rate));
        output.WriteLine($"rate {rate} of 100 accounts, to {share}: {found}");
        AssertCovers(found, 0.945);
        Assert.Equal(_repetitions, found.Reached);
    }

    [Fact]
    public void A_rate_that_is_certainly_negligible_needs_no_more_seeds()
    {
        PrecisionGoal goal = new(Measures.NegativeRate, 0.05, Negligible: 1e-3);
        // The exact bound of no event in n is 1 - 0.05^(1/n): below 0.001 from n = 2,995 on.
        Assert.Equal(PrecisionState.Open, Precision.Of(goal, [Rate(0, 2_994)]).State);
        Assert.Equal(PrecisionState.Negligible, Precision.Of(goal, [Rate(0, 2_995)]).State);
        // One event in 5,571: the two-sided bound is 5.5716/n.
        Assert.Equal(PrecisionState.Open, Precision.Of(goal, [Rate(1, 5_500)]).State);
        Assert.Equal(PrecisionState.Negligible, Precision.Of(goal, [Rate(1, 5_600)]).State);
    }

    /// <summary>An interval of no width around a zero that was never left is no knowledge.</summary>
    [Fact]
    public void A_mean_of_zeros_alone_is_judged_by_how_many_units_were_seen()
    {
        PrecisionGoal goal = new(Measures.Overshoot, 0.05, Negligible: 1e-3);
        MeasureValue[] few = [.. Enumerable.Repeat(new MeasureValue(0, 0, 100), 8)], many = [.. Enumerable.Repeat(new MeasureValue(0, 0, 100), 30)];
        Assert.Equal(PrecisionState.Open, Precision.Of(goal, few).State);
        Assert.Equal(PrecisionState.Negligible, Precision.Of(goal, many).State);
        // Nothing random at all, and not zero: known at once.
        Assert.Equal(PrecisionState.Reached, Precision.Of(goal, [.. Enumerable.Repeat(new MeasureValue(7, 0, 1), 8)]).State);
    }

    [Fact]
    public void What_no_run_observed_is_told_apart()
    {
        PrecisionGoal goal = new(Measures.TtfbP50, 0.05);
        Assert.Equal(PrecisionState.Unobserved, Precision.Of(goal, []).State);
        Assert.Equal(PrecisionState.Unobserved, Precision.Of(goal, [new(double.NaN, double.NaN, 0)]).State);
        // One run of a measure of whole runs has no interval.
        Assert.Equal(PrecisionState.Open, Precision.Of(goal, [new(3, double.NaN, 5)]).State);
    }

    /// <summary>The share covered is not below the least that is claimed by more than chance has it (4 standard errors).</summary>
    private static void AssertCovers(Found found, double least)
    {
        double share = (double)found.Covered / _repetitions, error = Math.Sqrt(least * (1 - least) / _repetitions);
        Assert.InRange(share, least - (4 * error), 0.95 + (4 * error) + 0.02);
    }

    /// <summary>Adds seeds of a law whose mean is known until a cell stops, again and again.</summary>
    private static Found Play(PrecisionGoal goal, double truth, Law law)
    {
        int covered = 0, reached = 0;
        long seeds = 0;
        for (int i = 0; i < _repetitions; i++)
        {
            RandomStream random = new((ulong)i, 7, 1);
            MeasureValue[] all = new MeasureValue[MostSeeds];
            int drawn = 0;
            foreach (int look in SeedLooks.UpTo(MostSeeds))
            {
                while (drawn < look) all[drawn++] = law(ref random);
                if (Precision.Of(goal, all[..look]).State != PrecisionState.Reached) continue;
                reached++;
                break;
            }

            MeasureSummary shown = CellStatistics.Summarise(goal.Measure, Measures.Get(goal.Measure).Estimator, all[..drawn]);
            if (shown.Low <= truth && truth <= shown.High) covered++;
            seeds += drawn;
        }

        return new(covered, reached, (double)seeds / _repetitions);
    }

    private static MeasureValue Accounts(ref RandomStream random, int accounts, double rate)
    {
        int events = 0;
        for (int i = 0; i < accounts; i++)
            if (random.NextUniform() < rate) events++;
        return Rate(events, accounts);
    }

    private static MeasureValue Rate(int events, int units) => new((double)events / units, double.NaN, units);

    private sealed record Found(int Covered, int Reached, double Seeds)
    {
        public override string ToString() => $"{100.0 * Covered / _repetitions:0.00} % covered, {Seeds:0.0} seeds on average (n = {_repetitions})";
    }
}

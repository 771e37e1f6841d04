using Fleek.Analysis.Thresholds;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Thresholds;

/// <summary>Invented accounts whose overshoot depends on the threshold in a known way, or not at all.</summary>
public sealed class ThresholdCheckTests
{
    private const int Accounts = 4000, Runs = 8;

    private static readonly Cell Cell = Sample.Rules().Cells[0] with { Scenario = Sample.Base with
    {
        Payments = Sample.Base.Payments with { FreezeThreshold = Credits.Zero },
    } };

    private static readonly Credits Price = Sample.Base.Payments.Price;

    [Fact]
    public void The_same_law_under_a_threshold_holds()
    {
        // 40 pairs of samples of one law, judged together: at 1 % for all, one flag in any would already be a surprise.
        ThresholdCheck[] checks = [.. Enumerable.Range(0, 40).Select(i => Check(seed: i, shift: 0))];
        Assert.All(ThresholdCheck.Judge(checks), c => Assert.Equal(CheckVerdict.Holds, c.Verdict));
    }

    [Fact]
    public void An_overshoot_that_grows_a_little_with_the_threshold_moves_and_one_that_grows_much_fails()
    {
        // A deviation of 10: a shift of 1 hardly changes who passes the 1 % quantile, one of 10 makes it 9 %.
        ThresholdCheck[] judged = [.. ThresholdCheck.Judge([Check(1, 0), Check(2, 1), Check(3, 10)])];
        Assert.Equal([CheckVerdict.Holds, CheckVerdict.Moves, CheckVerdict.Fails], judged.Select(c => c.Verdict));
        Assert.InRange(judged[1].Shift!.Difference, 0.3, 1.7);
        Assert.InRange((double)judged[2].Negative / judged[2].Sample.Accounts, 0.06, 0.14);
    }

    [Fact]
    public void Checks_run_under_what_was_found_with_seeds_that_did_not_find_it()
    {
        Plan plan = Sample.Rules(seeds: 3);
        ThresholdCurve[] curves = [.. plan.Cells.Take(2).Select(c => ThresholdCurve.Of(
            c with { Scenario = Cell.Scenario }, Outcomes(7, 0, Credits.Zero), [0.01, 0.001]))];
        (Plan checking, var meant) = ThresholdPlan.Checking(plan, curves);
        Assert.Equal([4UL, 5UL, 6UL], checking.Seeds);
        Assert.Equal(4, checking.Cells.Count);
        Assert.Equal(4, checking.Cells.Select(c => c.Id).Distinct().Count());
        Assert.Equal(meant.Select(m => m.Needed.Value), checking.Cells.Select(c => c.Scenario.Payments.FreezeThreshold));
    }

    private static ThresholdCheck Check(int seed, double shift)
    {
        ThresholdCurve curve = ThresholdCurve.Of(Cell, Outcomes(2 * seed, 0, Credits.Zero), [0.01]);
        Credits found = curve.Needed[0].Value;
        return ThresholdCheck.Of(curve, curve.Needed[0], Outcomes((2 * seed) + 1, shift, found));
    }

    /// <summary>Normal overshoots of mean 50 plus the shift and deviation 10, in whole chunks.</summary>
    private static RunResult[] Outcomes(int seed, double shift, Credits threshold)
    {
        RunResult[] runs = new RunResult[Runs];
        for (int run = 0; run < Runs; run++)
        {
            RandomStream random = new((ulong)seed, 9, run);
            AccountOutcome[] accounts = new AccountOutcome[Accounts / Runs];
            for (int i = 0; i < accounts.Length; i++)
                accounts[i] = new(threshold - (Price * (long)Math.Round(50 + shift + (10 * random.NextNormal()))), true);
            runs[run] = new(new Dictionary<string, MeasureValue>
            {
                [Measures.CommitsPer1000] = new(50, double.NaN, 1),
                [Measures.Stranded] = new(1, 1, accounts.Length),
            }, 0, 0, 0) { Accounts = accounts };
        }

        return runs;
    }
}

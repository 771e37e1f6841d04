using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Reporting;

public sealed class AnswerTests
{
    private readonly Plan _plan = Sample.Sweep(thresholds: 4, rules: 2);

    [Fact]
    public void The_lowest_threshold_below_which_nothing_dips_is_named_per_rule() =>
        Assert.Equal(
            "The lowest swept freeze threshold with a negative-balance rate whose 95 % upper bound is below 1 % "
            + "(and with it every higher one swept): every chunk: 80 chunks (0.5 % [0.2, 0.9]); "
            + "none of those swept for threshold 20 chunks.",
            Answer.Sentence(_plan, Cells([0.5, 0.009, 0.009, 0.009], [0.6, 0.5, 0.4, 0.3], dipAtFirst: true)));

    [Fact]
    public void None_is_said_plainly() =>
        Assert.Equal(
            "No swept freeze threshold has a negative-balance rate whose 95 % upper bound is below 1 %.",
            Answer.Sentence(_plan, Cells([0.5, 0.4, 0.3, 0.2], [0.6, 0.5, 0.4, 0.3], dipAtFirst: false)));

    [Fact]
    public void Nothing_run_is_said_plainly() =>
        Assert.Equal("No run has finished, so there is no answer.",
            Answer.Sentence(_plan, CellStatistics.Summarise(_plan, new Dictionary<RunKey, Analysis.Store.JournalEntry>())));

    [Fact]
    public void A_plan_of_rules_alone_gives_the_range()
    {
        string text = Answer.Sentence(Sample.Rules(), Sample.Summaries(Sample.Rules()));
        Assert.StartsWith("negative rate (share of accounts; 95 % intervals in brackets) is lowest at every chunk: < ", text,
            StringComparison.Ordinal);
        Assert.Contains("highest at coin 5 %: ", text, StringComparison.Ordinal);
    }

    private List<CellSummary> Cells(double[] first, double[] second, bool dipAtFirst)
    {
        List<CellSummary> cells = [];
        foreach (Cell cell in _plan.Cells)
        {
            int threshold = cell.Index / 2;
            double high = (cell.Index % 2 == 0 ? first : second)[threshold];
            if (dipAtFirst && cell.Index == 2) high = 0.02;
            cells.Add(new(cell, 4, [new(Measures.NegativeRate, Estimator.Proportion, 0.005, 0.002, high, 1000, false)], "0"));
        }

        return cells;
    }
}

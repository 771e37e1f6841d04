using Fleek.Analysis.Reporting;
using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Tests.Reporting;

public sealed class CellTableTests
{
    [Fact]
    public void Columns_are_axes_then_measures_then_runs()
    {
        Plan plan = Sample.Sweep(thresholds: 2, rules: 2);
        CellTable table = CellTable.Build(plan, Sample.Summaries(plan));
        Assert.Equal(
            ["freeze threshold", "commit", "negative_rate", "final_balance_chunks", "commits_per_1000_chunks", "runs"],
            table.Columns.Select(c => c.Name));
        Assert.Equal(4, table.Rows.Count);
        Assert.Equal("40 chunks", table.Rows[2][0].Text);
        Assert.Equal(40, table.Rows[2][0].Number);
    }

    [Theory]
    [InlineData(0.003, 0.0013, 0.0059, false, "0.3 % [0.13, 0.59]")]
    [InlineData(0.0, 0.0, 0.000999, true, "< 0.0999 %")]
    [InlineData(1.0, 0.99, 1.0, false, "100 % [99, 100]")]
    public void Shares_read_as_percent(double mean, double low, double high, bool bound, string text) =>
        Assert.Equal(
            text, NumberText.Of(new MeasureSummary(Measures.NegativeRate, Estimator.Proportion, mean, low, high, 1000, bound)));

    [Theory]
    [InlineData(12345.6, "12,346")]
    [InlineData(-116, "-116")]
    [InlineData(0, "0")]
    [InlineData(168.04, "168")]
    [InlineData(15.625, "15.6")]
    [InlineData(0.00001234, "1.23e-5")]
    public void Numbers_keep_the_digits_that_compare(double value, string text) => Assert.Equal(text, NumberText.Of(value));
}

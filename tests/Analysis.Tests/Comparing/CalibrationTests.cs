using Fleek.Analysis.Comparing;
using Fleek.Scenarios.Measuring;

namespace Fleek.Analysis.Tests.Comparing;

/// <summary>How often verdicts are wrong, counted on runs whose truth is known. Seeds are fixed: a test passes always or never.</summary>
public sealed class CalibrationTests(ITestOutputHelper output)
{
    private const int Comparisons = 1000;

    /// <summary>Six cells of six measures, no change but in the draws: at most one comparison in a hundred may fail.</summary>
    [Theory]
    [InlineData(8, 100, false, 0.7)]
    [InlineData(8, 100, true, 0.7)]
    [InlineData(12, 40, false, 0.0)]
    [InlineData(16, 50, true, 0.5)]
    [InlineData(32, 50, true, 0.9)]
    public void Without_a_change_at_most_one_comparison_in_a_hundred_fails(int seeds, int accounts, bool shared, double coupled)
    {
        Rows rows = new(accounts, shared, coupled);
        int failed = 0;
        for (int i = 0; i < Comparisons; i++)
        {
            CellPair[] cells = [.. Enumerable.Range(0, 6).Select(c => rows.Cell((ulong)i, c, seeds, 0.01, 0.01))];
            // Without tolerance: whatever is certain counts.
            if (Comparison.Judge(cells, Rows.Six, _ => 0).Worse.Any()) failed++;
        }

        output.WriteLine($"{failed} of {Comparisons} fail");
        Assert.InRange(failed, 0, Comparisons / 100);
    }

    /// <summary>The rate of one cell doubles, among six cells of three measures; everything else stays.</summary>
    [Theory]
    [InlineData(50, true)]
    [InlineData(200, true)]
    [InlineData(50, false)]
    public void A_doubled_rate_of_one_per_cent_fails_at_the_planned_seeds(int accounts, bool nested)
    {
        string[] measures = [Measures.NegativeRate, Measures.CommitsPer1000, Measures.TtfbP99];
        Rows rows = new(accounts, Shared: false, Coupled: nested ? 1 : 0);
        int seeds = ComparisonPlan.Seeds(0.01, 0.02, accounts, 6 * measures.Length, 0.05, nested);
        int caught = 0;
        for (int i = 0; i < Comparisons; i++)
        {
            CellPair[] cells = [.. Enumerable.Range(0, 6).Select(c => rows.Cell((ulong)i, c, seeds, 0.01, c == 2 ? 0.02 : 0.01))];
            ComparisonReport found = Comparison.Judge(cells, measures, _ => Comparison.DefaultTolerance);
            if (found.Worse.Any(r => r.Measure.Name == Measures.NegativeRate && r.Cell.Name == "cell 2")) caught++;
        }

        output.WriteLine($"{seeds} seeds of {accounts} accounts: {caught} of {Comparisons} are caught");
        Assert.InRange(caught, (int)(0.95 * Comparisons), Comparisons);
    }
}

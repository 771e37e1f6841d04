using Fleek.Analysis.Statistics;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>The distribution of what users lose by the choice of their node, one line for each way of choosing: from the percentiles of the runs.</summary>
internal static class RegretDistribution
{
    /// <summary>Less than this cannot be told from a hit, and the axis is logarithmic.</summary>
    private const double LeastMs = 0.1;

    /// <summary>Null where the plan does not vary one thing alone, or has no such measures.</summary>
    public static Figure? Build(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        if (plan.Axes.Count != 1 || !plan.Measures.Contains(Measures.SelectionRegret)) return null;
        List<FigurePoint> points = [];
        foreach (CellSummary cell in cells.Where(c => IsDrawn(c.Cell.Scenario.Users)))
        {
            string name = string.Join(", ", cell.Cell.Coordinates.Select(c => Words(c.Text)));
            if (cell.Find(Measures.SelectionHitRate) is { } hits) Add(name, 0, hits.Mean, cell.Runs, hits.N);
            foreach (int percent in Measures.RegretPercentiles)
                if (cell.Find(Measures.SelectionRegretAt(percent)) is { Mean: { } regret } at) Add(name, regret, percent / 100.0, cell.Runs, at.N);
        }

        if (points.Count == 0) return null;
        MeasureDefinition share = new("share_of_users", "share of users", Direction.HigherIsBetter, Estimator.RunMean,
            "Users whose node costs at most so much more than the best one.");
        return new("selection_regret_distribution", FigureKind.Lines, plan.Question,
            $"{Sizes.Sentence(plan, cells)}; percentiles of runs, mean over the seeds\nlines: selection; all of what it can leave out, or all BGP, left out; "
                + $"at {LeastMs} ms: hits", "regret: round trip more than that of the best node [ms]", "selection", share,
            [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)], points) { LogarithmicX = true };

        void Add(string name, double regretMs, double? share, int runs, long n)
        {
            double x = Math.Max(LeastMs, regretMs);
            // Of several shares at one regret the largest counts: no fewer users lose no more.
            if (points.Find(p => p.Series == name && p.X == x) is { } known)
            {
                points.Remove(known);
                share = Math.Max(share ?? 0, known.Mean ?? 0);
            }

            points.Add(new(true, name, x, ValueScale.Plain(x), n, runs, share, null, null, false, null));
        }
    }

    /// <summary>Rows that leave out one feature are in the table: as lines they would hide each other.</summary>
    private static bool IsDrawn(UsersSpec users) => users.Terms is not { LeftOut: not (LeftOutFeature.Nothing or LeftOutFeature.Bgp) };

    private static string Words(string value) =>
        value.Trim('{', '}').Replace("selection: ", "", StringComparison.Ordinal).Replace("selection_features: ", "", StringComparison.Ordinal);
}

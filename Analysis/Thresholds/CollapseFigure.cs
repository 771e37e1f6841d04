using System.Globalization;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Theory;
using Fleek.Core.Payments;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>
/// The share of negative accounts against phi = F / ((k - 1) r Lam), what a threshold is as a part of what the other nodes serve within
/// the visibility lag. Where batches are the same part psi of what one node serves in it, rate, lag and balance should not matter.
/// </summary>
internal static class CollapseFigure
{
    private static readonly string[] Groups = ["users.serving_nodes", "users.balance", "workload.rate", "ledger.lag"];

    /// <returns>Null for a plan that varies none of the sizes, or where nothing is invisible.</returns>
    public static Figure? Build(Plan plan, IReadOnlyList<ThresholdCurve> curves, TheoryCurve theory)
    {
        if (curves.Count < 2 || !plan.Axes.Any(a => Groups.Contains(a.Path)) || curves.Any(c => Unseen(c.Cell.Scenario) <= 0)) return null;
        double[] grid = ThresholdFigures.GridOf(curves, c => Unseen(c.Cell.Scenario), least: 0.01);
        List<FigurePoint> points = [];
        foreach (ThresholdCurve curve in curves)
            points.AddRange(ThresholdFigures.Curve(curve, NameOf(curve.Cell.Scenario), grid, Unseen(curve.Cell.Scenario), theory));
        string subtitle = $"{ThresholdFigures.SizesOf(plan, curves)}; exact (Clopper-Pearson) "
            + "95 % intervals, of each point alone\nphi = F / ((k - 1) r Lam), r in chunks/s"
            + (points.Any(p => p.Theory is not null) ? "; dashed: closed form" : "") + "; open triangle: none seen, 95 % upper bound";
        return new("collapse", FigureKind.Lines, plan.Question, subtitle, "phi, the threshold over what the others serve within the lag",
            "sizes", Measures.Get(Measures.NegativeRate), [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)], points);
    }

    /// <summary>(k - 1) r Lam in chunks.</summary>
    private static double Unseen(Scenario s) => (s.Users.ServingNodes - 1) * s.Workload.RatePerSecond * s.Ledger.Lag.Seconds;

    private static string NameOf(Scenario s)
    {
        double batch = s.Payments.Commit.Kind == CommitRuleKind.Threshold ? s.Payments.Commit.Threshold.In(s.Payments.Price) : double.NaN;
        string psi = double.IsNaN(batch) ? "" : $", psi={Number(batch / (s.Workload.RatePerSecond * s.Ledger.Lag.Seconds))}";
        return $"k={s.Users.ServingNodes}{psi}: r={Number(s.Workload.RatePerSecond)}, Lam={Number(s.Ledger.Lag.Seconds)} s, "
            + $"B={Number(s.Users.Balance.In(s.Payments.Price))}";
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Theory;
using Fleek.Core.Primitives;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Model;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Thresholds;

/// <summary>Figures of what runs without a freeze threshold say about thresholds.</summary>
public static class ThresholdFigures
{
    /// <summary>Lines of one figure that can be told apart.</summary>
    private const int MostLines = 7;

    private const int CurvePoints = 24;

    /// <summary>
    /// For each target the threshold that is needed (against commits, if the plan varies anything), and the share of negative accounts
    /// against the threshold: all cells in one figure if they are few, else one figure a family of policies.
    /// </summary>
    public static IReadOnlyList<Figure> Build(Plan plan, IReadOnlyList<ThresholdCurve> curves)
    {
        List<Figure> figures = [];
        if (curves.Count > 1)
            for (int i = 0; i < curves[0].Needed.Count; i++) figures.Add(Frontier(plan, curves, i));
        TheoryCurve theory = new();
        if (CollapseFigure.Build(plan, curves, theory) is { } collapse) figures.Add(collapse);
        if (curves.Count <= MostLines) return [.. figures, Curves(plan, curves, "negative_rate", theory)];
        IReadOnlyDictionary<string, (string Family, string Name)> families = PolicyFamily.Of(curves.Select(c => PolicyFamily.LabelOf(plan, c.Cell)));
        foreach (var family in curves.GroupBy(c => families[PolicyFamily.LabelOf(plan, c.Cell)].Family))
            figures.Add(Curves(plan, [.. family], "negative_rate-" + FileNameOf(family.Key), theory));
        return figures;
    }

    public static string PercentOf(double share) => (share * 100).ToString("0.######", CultureInfo.InvariantCulture) + " %";

    private static Figure Frontier(Plan plan, IReadOnlyList<ThresholdCurve> curves, int target)
    {
        double share = curves[0].Needed[target].Target;
        IReadOnlyDictionary<string, (string Family, string Name)> families = PolicyFamily.Of(curves.Select(c => PolicyFamily.LabelOf(plan, c.Cell)));
        List<FigurePoint> points = [];
        foreach (ThresholdCurve curve in curves.Where(c => c.Commits.Mean is > 0))
        {
            (string family, string parameters) = families[PolicyFamily.LabelOf(plan, curve.Cell)];
            NeededThreshold needed = curve.Needed[target];
            double? high = needed.High?.In(curve.Sample.Price);
            points.Add(new(true, family, curve.Commits.Mean!.Value, parameters, curve.Sample.Accounts, curve.Sample.Runs,
                needed.Value.In(curve.Sample.Price), high is null ? null : needed.Low.In(curve.Sample.Price), high, false, null));
        }

        bool open = points.Any(p => p.High is null);
        string subtitle = $"{SizesOf(plan, curves)}; "
            + "exact 95 % intervals (order statistics)\nfrom runs without a threshold; points are named by their parameters where there is room"
            + (open ? "; without an interval: too few accounts for one" : "");
        return new($"frontier-{PercentOf(share).Replace(" %", "pct", StringComparison.Ordinal)}", FigureKind.Lines, plan.Question, subtitle,
            "commits per 1,000 chunks [log scale]", "policy",
            new($"threshold_for_{PercentOf(share)}_negative", "chunk prices", Direction.LowerIsBetter, Estimator.UnitMean,
                "The lowest freeze threshold under which at most this share of accounts ends below zero."),
            [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)], [.. points.OrderBy(p => p.X)])
        {
            LogarithmicX = true,
            NamesPoints = true,
        };
    }

    private static Figure Curves(Plan plan, IReadOnlyList<ThresholdCurve> curves, string name, TheoryCurve theory)
    {
        double[] grid = GridOf(curves);
        List<FigurePoint> points = [];
        foreach (ThresholdCurve curve in curves) points.AddRange(Curve(plan, curve, grid, theory));
        List<string> notes = ["from runs without a threshold: the share that overshoots by more than it"];
        if (points.Any(p => p.Theory is not null)) notes.Add("dashed: closed form");
        if (points.Any(p => p.UpperBoundOnly)) notes.Add("open triangle: no event seen, one-sided 95 % upper bound");
        string subtitle = $"{SizesOf(plan, curves)}; "
            + "exact (Clopper-Pearson) 95 % intervals, of each point alone\n" + string.Join("; ", notes);
        return new(name, FigureKind.Lines, plan.Question, subtitle, "freeze threshold [chunks]", "policy", Measures.Get(Measures.NegativeRate),
            [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)], points);
    }

    private static IEnumerable<FigurePoint> Curve(Plan plan, ThresholdCurve curve, double[] grid, TheoryCurve theory) =>
        Curve(curve, PolicyFamily.LabelOf(plan, curve.Cell), grid, chunksPerUnit: 1, theory);

    /// <summary>Shares of negative accounts, up to the first threshold at which there is none.</summary>
    /// <param name="grid">Thresholds, in the unit of the figure's axis.</param>
    internal static IEnumerable<FigurePoint> Curve(
        ThresholdCurve curve, string series, double[] grid, double chunksPerUnit, TheoryCurve theory)
    {
        foreach (double x in grid)
        {
            Credits threshold = new((long)(x * chunksPerUnit * curve.Sample.Price.Units));
            int events = curve.Sample.NegativeAt(threshold), n = curve.Sample.Accounts;
            Interval interval = ProportionInterval.ClopperPearson(events, n);
            Scenario under = curve.Cell.Scenario with { Payments = curve.Cell.Scenario.Payments with { FreezeThreshold = threshold } };
            yield return new(true, series, x, x.ToString("0.######", CultureInfo.InvariantCulture), n, curve.Sample.Runs,
                (double)events / n, events == 0 ? 0 : interval.Low,
                events == 0 ? ProportionInterval.ZeroEventUpperBound(n) : interval.High, events == 0,
                theory.Predict(Measures.NegativeRate, under, curve.UnpaidMs));
            if (events == 0) yield break; // beyond, the same bound again
        }
    }

    internal static string SizesOf(Plan plan, IReadOnlyList<ThresholdCurve> curves) =>
        Sizes.Of(plan, [.. curves.Select(c => ((long)c.Sample.Accounts, c.Sample.Runs))]);

    /// <summary>Round thresholds from where shares fall below one half to where no account of any curve is negative.</summary>
    private static double[] GridOf(IReadOnlyList<ThresholdCurve> curves) => GridOf(curves, _ => 1, least: 1);

    /// <param name="chunksPerUnit">Of a curve, what the axis counts.</param>
    /// <param name="least">The smallest step.</param>
    internal static double[] GridOf(IReadOnlyList<ThresholdCurve> curves, Func<ThresholdCurve, double> chunksPerUnit, double least)
    {
        double low = curves.Min(c => Chunks(c, c.Sample.Accounts / 2) / chunksPerUnit(c));
        double high = curves.Max(c => Chunks(c, c.Sample.Accounts - 1) / chunksPerUnit(c));
        double step = Math.Max(least, Round(Math.Max(high - low, least) / CurvePoints));
        double first = Math.Max(0, Math.Floor(low / step) * step);
        int count = (int)Math.Max(1, Math.Ceiling((high - first) / step)) + 1;
        return [.. Enumerable.Range(0, count).Select(i => first + (i * step))];
    }

    private static double Chunks(ThresholdCurve curve, int rank) => new Credits(curve.Sample.Overshoots[rank]).In(curve.Sample.Price);

    /// <summary>The next 1, 2 or 5 times a power of ten.</summary>
    private static double Round(double step)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double factor = step / unit <= 1 ? 1 : step / unit <= 2 ? 2 : step / unit <= 5 ? 5 : 10;
        return unit * factor;
    }

    private static string FileNameOf(string family) => string.Join('-', string.Concat(family.Select(c =>
        char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries));
}

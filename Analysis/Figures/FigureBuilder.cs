using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Analysis.Theory;
using Fleek.Scenarios.Measuring;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Figures;

/// <summary>From a plan's cells to the figures of its measures.</summary>
public static class FigureBuilder
{
    private const string FreezeThresholdPath = "payments.freeze_threshold";

    /// <summary>One figure per measure that the scenario lists, in its order; none for a plan without axes.</summary>
    public static IReadOnlyList<Figure> Build(Plan plan, IReadOnlyList<CellSummary> cells)
    {
        if (plan.Axes.Count == 0) return [];
        TheoryCurve theory = new();
        Figure[] figures = [.. plan.Measures.Distinct(StringComparer.Ordinal).Select(m => Build(plan, cells, Measures.Get(m), theory))];
        Figure[] distribution = RegretDistribution.Build(plan, cells) is { } drawn ? [drawn] : [];
        return [.. figures, .. OfTwoAxes(plan, figures), .. distribution];
    }

    /// <summary>The key figure once more where two axes vary: as small multiples, and as a heat map.</summary>
    private static IEnumerable<Figure> OfTwoAxes(Plan plan, Figure[] figures)
    {
        if (figures is not [{ Kind: FigureKind.Lines } key, ..] || plan.Axes.Count != 2 || key.SeriesNames.Count < 2) yield break;
        ValueScale scale = ValueScale.For(key);
        if (key.SeriesNames.Count <= PanelsPainter.MostPanels)
        {
            string subtitle = key.Subtitle.Replace(
                $"lines: {key.SeriesTitle}", $"{FigurePainter.MeasureTitle(key, scale)}; panels: {key.SeriesTitle}", StringComparison.Ordinal);
            yield return key with { Name = key.Name + "_panels", Kind = FigureKind.Panels, Subtitle = subtitle };
        }

        string unit = $"{FigurePainter.MeasureTitle(key, scale)}, the lighter the more";
        string bound = key.Points.Any(p => p.UpperBoundOnly) ? "; <: no event seen, one-sided 95 % upper bound" : "";
        yield return key with
        {
            Name = key.Name + "_map", Kind = FigureKind.Map, Points = [.. key.Points.Where(p => p.IsCell)],
            Subtitle = $"{key.Subtitle.Split('\n')[0]}\ncolour: {unit}{bound}",
        };
    }

    /// <summary>The figure of one measure; the plan has at least one axis.</summary>
    public static Figure Build(Plan plan, IReadOnlyList<CellSummary> cells, MeasureDefinition measure) =>
        Build(plan, cells, measure, new TheoryCurve());

    private static Figure Build(Plan plan, IReadOnlyList<CellSummary> cells, MeasureDefinition measure, TheoryCurve theory)
    {
        int across = HorizontalAxis(plan);
        IReadOnlyList<string> series = [.. cells.Select(c => SeriesOf(c.Cell, across)).Distinct(StringComparer.Ordinal)];
        List<FigurePoint> points = [];
        foreach (CellSummary cell in cells)
        {
            MeasureSummary? m = cell.Find(measure.Name);
            string name = SeriesOf(cell.Cell, across);
            double x = across < 0 ? points.Count : cell.Cell.Coordinates[across].Number!.Value;
            points.Add(new(
                true, name, x, across < 0 ? name : cell.Cell.Coordinates[across].Text, m?.N ?? 0, cell.Runs,
                m?.Mean, m?.Low, m?.High, m?.UpperBoundOnly ?? false,
                theory.Predict(measure.Name, cell.Cell.Scenario, UnpaidMs(cell))));
        }

        if (across >= 0 && plan.Axes[across].Path == FreezeThresholdPath)
            points.AddRange(TheoryBetween.FreezeThresholds(points, cells, measure.Name, theory));
        points = [.. points.OrderBy(p => IndexOf(series, p.Series)).ThenBy(p => p.X)];
        FigureKind kind = across < 0 ? FigureKind.Dots : FigureKind.Lines;
        string axisTitle = across < 0 ? Names(plan.Axes) : TitleOf(plan.Axes[across]);
        string seriesTitle = across < 0 ? "" : Names(plan.Axes.Where((_, i) => i != across));
        return new(
            measure.Name, kind, plan.Question, Subtitle(plan, cells, measure, points, seriesTitle), axisTitle, seriesTitle,
            measure, series, points)
            {
                LogarithmicX = FactorAxes.IsX(plan, across), LogarithmicY = FactorAxes.IsY(plan, across),
                Marks = CoverageMarks.Of(plan, across),
            };
    }

    /// <summary>The axis in words with its unit: <c>freeze threshold [chunks]</c>.</summary>
    public static string TitleOf(Axis axis)
    {
        int dot = axis.Path.IndexOf('.', StringComparison.Ordinal);
        string words = axis.Path[(dot + 1)..].Replace('.', ' ').Replace('_', ' ');
        return axis.Unit is null ? words : $"{words} [{axis.Unit}]";
    }

    /// <summary>The first axis whose values are all numbers and at least two; -1 if there is none.</summary>
    private static int HorizontalAxis(Plan plan)
    {
        for (int i = 0; i < plan.Axes.Count; i++)
            if (plan.Axes[i].Values.Count > 1 && AxisColumns.IsNumeric(plan.Axes[i])) return i;
        return -1;
    }

    private static string SeriesOf(Cell cell, int across) =>
        string.Join(", ", cell.Coordinates.Where((_, i) => i != across).Select(v => v.Text));

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        return names.Count;
    }

    private static string Names(IEnumerable<Axis> axes) => string.Join(", ", axes.Select(TitleOf));

    internal static double UnpaidMs(CellSummary cell) => cell.Find(Measures.UnpaidTime)?.Mean ?? 0;

    private static string Subtitle(
        Plan plan, IReadOnlyList<CellSummary> cells, MeasureDefinition measure, List<FigurePoint> points, string seriesTitle)
    {
        string interval = measure.Estimator switch
        {
            Estimator.Proportion => "exact (Clopper-Pearson) 95 % intervals",
            Estimator.UnitMean => "95 % intervals (Student's t over accounts)",
            _ => "95 % intervals (Student's t over seeds)",
        };
        string first = $"{Sizes.Sentence(plan, cells)}; {interval}";
        bool dots = HorizontalAxis(plan) < 0;
        string[] lines = [.. points.Select(p => p.Series).Distinct(StringComparer.Ordinal)];
        List<string> legend = [];
        if (seriesTitle.Length > 0) legend.Add(lines.Length == 1 ? $"{seriesTitle}: {lines[0]}" : $"lines: {seriesTitle}");
        if (points.Any(p => p.Theory is not null)) legend.Add(dots ? "orange bar: closed form" : "dashed: closed form");
        if (points.Any(p => p.UpperBoundOnly)) legend.Add("open triangle: no event seen, one-sided 95 % upper bound");
        return legend.Count == 0 ? first : first + "\n" + string.Join("; ", legend);
    }
}

using ScottPlot;
using ScottPlot.TickGenerators;

namespace Fleek.Analysis.Figures;

/// <summary>A measure against a number: points with intervals and bands, upper bounds, and the closed form.</summary>
internal static class LinesPainter
{
    /// <summary>Between the upper bounds of neighbouring lines, as a share of the span.</summary>
    private const double Aside = 0.016;

    public static void Paint(Plot plot, Figure figure, ValueScale scale)
    {
        if (figure.LogarithmicX) figure = figure with { Points = [.. figure.Points.Select(p => p with { X = Math.Log10(p.X) })] };
        double left = figure.Points.Min(p => p.X), right = figure.Points.Max(p => p.X), span = Math.Max(right - left, 1e-9);
        FigurePoint[][] lines =
            [.. figure.SeriesNames.Select(name => figure.Points.Where(p => p.Series == name).OrderBy(p => p.X).ToArray())];
        foreach (FigureMark mark in figure.Marks) Mark(plot, figure.LogarithmicX ? Math.Log10(mark.X) : mark.X, mark.Text, scale);
        // All bands lie under all lines.
        FigurePoint[][] cells = [.. lines.Select(line => line.Where(p => p.IsCell).ToArray())];
        for (int i = 0; i < lines.Length; i++) Band(plot, cells[i], FigureStyle.ColorOf(i), scale);
        for (int i = 0; i < lines.Length; i++) Theory(plot, lines[i], FigureStyle.ColorOf(i), scale);
        for (int i = 0; i < lines.Length; i++) {
            // Lines without events share one bound; side by side all of them are seen.
            double aside = (i - ((lines.Length - 1) / 2.0)) * Aside * span;
            Line(plot, cells[i], i, figure.SeriesNames[i], scale, aside);
        }

        // Room for names above the highest marks, and for marks at zero.
        double headroom = figure.NamesPoints ? 0.04 * (scale.High - scale.Low) : 0;
        plot.Axes.SetLimitsY(scale.Low - headroom, scale.High + headroom);
        plot.Axes.Left.TickGenerator = scale.Ticks();
        plot.Axes.Bottom.TickGenerator = figure.LogarithmicX ? ValueScale.Decades(left, right, isHorizontal: true) : SweptTicks(figure, right, span);
        if (figure.NamesPoints) PointNames.Paint(plot, cells, scale, span);
        plot.YLabel(TextWrap.At(FigurePainter.MeasureTitle(figure, scale), 48));
        plot.XLabel(figure.AxisTitle);
        double margin = (figure.NamesPoints ? 0.06 : 0.03) + (lines.Length * Aside / 2), room = margin;
        if (lines.Length is > 1 and <= FigureStyle.MostDirectLabels)
            room = DirectLabels.Paint(plot, cells, figure, scale, right, span);
        else if (lines.Length > 1)
            Legend(plot);
        if (lines.Length <= FigureStyle.MostDirectLabels) plot.HideLegend();
        plot.Axes.SetLimitsX(left - (margin * span), right + (room * span));
    }

    private static void Mark(Plot plot, double x, string name, ValueScale scale)
    {
        var line = plot.Add.Line(x, scale.Low, x, scale.High);
        line.LineColor = FigureStyle.Quiet;
        line.LinePattern = LinePattern.Dotted;
        line.LineWidth = 1;
        var text = plot.Add.Text(name, x, scale.High);
        text.LabelFontSize = FigureStyle.TextSize - 1;
        text.LabelFontColor = FigureStyle.Quiet;
        text.Alignment = Alignment.UpperLeft;
        text.OffsetX = 3;
    }

    private static void Band(Plot plot, FigurePoint[] line, Color color, ValueScale scale)
    {
        List<(double X, double Low, double High)> run = [];
        foreach (FigurePoint p in line)
        {
            if (p is { Low: { } low, High: { } high, UpperBoundOnly: false }) run.Add((p.X, scale.At(low), scale.At(high)));
            else Flush();
        }

        Flush();

        void Flush()
        {
            if (run.Count > 1)
            {
                var fill = plot.Add.FillY([.. run.Select(r => r.X)], [.. run.Select(r => r.Low)], [.. run.Select(r => r.High)]);
                fill.FillColor = color.WithAlpha(0.16);
                fill.LineWidth = 0;
                fill.MarkerSize = 0;
            }

            run.Clear();
        }
    }

    private static void Theory(Plot plot, FigurePoint[] line, Color color, ValueScale scale)
    {
        // A curve that leaves the axis at its lower end is cut where it leaves, not bent along the frame.
        List<Coordinates> run = [];
        FigurePoint? before = null;
        foreach (FigurePoint p in line)
        {
            bool shown = p.Theory is { } t && scale.Shows(t);
            if (shown) run.Add(new(p.X, scale.At(p.Theory!.Value)));
            else if (p.Theory is > 0 && run.Count > 0 && before?.Theory is > 0 && scale.IsLogarithmic)
                run.Add(Crossing(before, p, scale.Low));
            if (!shown) Flush();
            before = p;
        }

        Flush();

        void Flush()
        {
            if (run.Count > 1)
            {
                var curve = plot.Add.ScatterLine(run.ToArray(), color);
                curve.LinePattern = LinePattern.DenselyDashed;
                curve.LineWidth = 1.3f;
            }
            else if (run.Count == 1)
            {
                FigureStyle.Add(plot, run[0].X, run[0].Y, PathMark.HorizontalBar, 12, color);
            }

            run.Clear();
        }
    }

    private static Coordinates Crossing(FigurePoint a, FigurePoint b, double low)
    {
        double ya = Math.Log10(a.Theory!.Value), yb = Math.Log10(b.Theory!.Value);
        return new(a.X + ((b.X - a.X) * (ya - low) / (ya - yb)), low);
    }

    private static void Line(Plot plot, FigurePoint[] line, int index, string name, ValueScale scale, double aside)
    {
        Color color = FigureStyle.ColorOf(index);
        List<Coordinates> run = [];
        bool named = false;
        foreach (FigurePoint p in line)
        {
            if (p is { Mean: { } mean, UpperBoundOnly: false })
            {
                run.Add(new(p.X, scale.At(mean)));
                if (p is { Low: { } low, High: { } high }) Whisker(plot, p.X, scale.At(low), scale.At(high), color);
            }
            else
            {
                Flush();
                if (p.UpperBoundOnly) UpperBound(plot, p.X + aside, scale.At(p.High!.Value), color);
            }
        }

        Flush();

        void Flush()
        {
            if (run.Count > 0)
            {
                var scatter = plot.Add.Scatter(run.ToArray(), color);
                scatter.LineWidth = 1.6f;
                FigureStyle.Mark(scatter.MarkerStyle, index);
                scatter.MarkerSize = 7;
                scatter.MarkerLineWidth = 1.3f;
                if (!named) scatter.LegendText = name;
                named = true;
            }

            run.Clear();
        }
    }

    internal static void Whisker(Plot plot, double x, double low, double high, Color color)
    {
        var bar = plot.Add.Line(x, low, x, high);
        bar.LineColor = color;
        bar.LineWidth = 1;
    }

    private static void UpperBound(Plot plot, double x, double y, Color color)
    {
        var mark = FigureStyle.Add(plot, x, y, PathMark.OpenTriangleDown, 9, color);
        mark.MarkerLineWidth = 1.3f;
    }

    /// <summary>Ticks at the swept values where they stand apart; else round numbers, none beyond the last value.</summary>
    private static ITickGenerator SweptTicks(Figure figure, double right, double span)
    {
        double[] values = [.. figure.Points.Where(p => p.IsCell).Select(p => p.X).Distinct().Order()];
        bool apart = values.Zip(values.Skip(1)).All(pair => pair.Second - pair.First >= 0.05 * span);
        return apart
            ? new NumericManual(values, [.. values.Select(ValueScale.Plain)])
            : new NumericAutomatic { LabelFormatter = v => v > right + (0.001 * span) ? "" : ValueScale.Plain(v) };
    }

    private static void Legend(Plot plot)
    {
        // Below the plot, not beside it: rule names are long, and the width belongs to the curves.
        var panel = plot.ShowLegend(Edge.Bottom);
        panel.Legend.Orientation = Orientation.Horizontal;
        panel.Legend.TightHorizontalWrapping = true;
        panel.Legend.FontSize = FigureStyle.TextSize - 1;
        panel.Legend.OutlineWidth = 0;
        panel.Legend.ShadowColor = Colors.Transparent;
        panel.Legend.BackgroundColor = Colors.White;
    }
}

using ScottPlot;
using ScottPlot.TickGenerators;

namespace Fleek.Analysis.Figures;

/// <summary>One row per cell, first on top: the mean with its interval along the measure's axis.</summary>
internal static class DotsPainter
{
    private const int NameColumns = 40;

    public static void Paint(Plot plot, Figure figure, ValueScale scale)
    {
        NumericManual names = new();
        for (int i = 0; i < figure.Points.Count; i++)
        {
            FigurePoint p = figure.Points[i];
            double y = figure.Points.Count - 1 - i;
            names.AddMajor(y, TextWrap.At(p.XText, NameColumns));
            Dot(plot, p, y, FigureStyle.ColorOf(0), scale);
        }

        plot.Axes.Left.TickGenerator = names;
        plot.Axes.Bottom.TickGenerator = scale.Ticks();
        plot.Axes.SetLimits(scale.Low, scale.High, -0.7, figure.Points.Count - 0.3);
        plot.XLabel(FigurePainter.MeasureTitle(figure, scale));
        plot.YLabel(figure.AxisTitle);
    }

    private static void Dot(Plot plot, FigurePoint p, double y, Color color, ValueScale scale)
    {
        if (p.Theory is { } theory && scale.Shows(theory))
        {
            var mark = FigureStyle.Add(plot, scale.At(theory), y, PathMark.VerticalBar, 16, FigureStyle.ColorOf(1));
            mark.MarkerLineWidth = 2;
        }

        if (p.UpperBoundOnly)
        {
            var bound = FigureStyle.Add(plot, scale.At(p.High!.Value), y, PathMark.OpenTriangleDown, 9, color);
            bound.MarkerLineWidth = 1.3f;
            return;
        }

        if (p.Mean is not { } mean) return;
        if (p is { Low: { } low, High: { } high })
        {
            var bar = plot.Add.Line(scale.At(low), y, scale.At(high), y);
            bar.LineColor = color;
            bar.LineWidth = 1.6f;
        }

        plot.Add.Marker(scale.At(mean), y, MarkerShape.FilledCircle, 7, color);
    }
}

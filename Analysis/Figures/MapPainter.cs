using ScottPlot;
using ScottPlot.TickGenerators;

namespace Fleek.Analysis.Figures;

/// <summary>
/// A heat map of two axes: a rectangle a cell, of a map of colours whose steps look alike, with its value printed where there is
/// room for it.
/// </summary>
internal static class MapPainter
{
    /// <summary>Rows and columns up to which values are printed.</summary>
    public const int MostPrinted = 8;

    private static readonly ScottPlot.Colormaps.Viridis Map = new ScottPlot.Colormaps.Viridis();

    public static void Paint(Plot plot, Figure figure, ValueScale scale)
    {
        double[] columns = [.. figure.Points.Where(p => p.IsCell).Select(p => p.X).Distinct().Order()];
        int rows = figure.SeriesNames.Count;
        bool printed = columns.Length <= MostPrinted && rows <= MostPrinted;
        double[] shown = [.. figure.Points.Where(p => p.IsCell).Select(ValueOf).OfType<double>().Select(scale.At)];
        double low = shown.DefaultIfEmpty(0).Min(), span = Math.Max(shown.DefaultIfEmpty(1).Max() - low, 1e-12);
        foreach (FigurePoint p in figure.Points.Where(p => p.IsCell))
        {
            int column = Array.IndexOf(columns, p.X), row = rows - 1 - figure.SeriesNames.ToList().IndexOf(p.Series);
            double? share = ValueOf(p) is { } value ? (scale.At(value) - low) / span : null;
            var box = plot.Add.Rectangle(column - 0.5, column + 0.5, row - 0.5, row + 0.5);
            box.FillColor = share is { } s ? Map.GetColor(s) : Colors.White;
            box.LineColor = Colors.White;
            box.LineWidth = 1;
            if (printed || share is null) Print(plot, p, column, row, scale, share);
        }

        NumericManual below = new(), beside = new();
        for (int i = 0; i < columns.Length; i++) below.AddMajor(i, ValueScale.Plain(columns[i]));
        for (int i = 0; i < rows; i++) beside.AddMajor(rows - 1 - i, TextWrap.At(figure.SeriesNames[i], 34));
        plot.Axes.Bottom.TickGenerator = below;
        plot.Axes.Left.TickGenerator = beside;
        plot.Axes.SetLimits(-0.5, columns.Length - 0.5, -0.5, rows - 0.5);
        plot.HideGrid();
        plot.XLabel(figure.AxisTitle);
        plot.YLabel(figure.SeriesTitle);
    }

    private static void Print(Plot plot, FigurePoint p, int column, int row, ValueScale scale, double? share)
    {
        string text = ValueOf(p) is { } value ? (p.UpperBoundOnly ? "< " : "") + scale.Text(value) : "–";
        var label = plot.Add.Text(text, column, row);
        label.Alignment = Alignment.MiddleCenter;
        label.LabelFontSize = FigureStyle.TextSize;
        // The map runs from dark to light.
        label.LabelFontColor = share is < 0.6 ? Colors.White : FigureStyle.Ink;
    }

    /// <summary>What is drawn of a cell: its mean, or the bound where no event was seen.</summary>
    private static double? ValueOf(FigurePoint p) => p.UpperBoundOnly ? p.High : p.Mean;
}

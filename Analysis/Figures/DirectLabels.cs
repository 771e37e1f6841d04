using ScottPlot;

namespace Fleek.Analysis.Figures;

/// <summary>Names lines at their right ends, in their colours.</summary>
internal static class DirectLabels
{
    /// <summary>Height of the plot area in pixels, near enough to keep labels apart.</summary>
    private const double AreaHeight = 290, AreaWidth = 560, LineHeight = 15;

    private const int Columns = 24;

    /// <returns>The room that the labels need to the right of the last point, as a share of the points' span.</returns>
    public static double Paint(
        Plot plot, IReadOnlyList<FigurePoint[]> lines, Figure figure, ValueScale scale, double right, double span)
    {
        (int Line, string Text, double End)[] labels =
        [
            .. lines.Select((points, i) => (i, TextWrap.At(figure.SeriesNames[i], Columns), EndOf(points, scale)))
                .Where(l => l.Item3 is not null)
                .Select(l => (l.i, l.Item2, l.Item3!.Value))
                // Lines that end on one height are named in the order in which they ran before.
                .OrderBy(l => MiddleOf(lines[l.i], scale)),
        ];
        int rows = labels.Length == 0 ? 1 : labels.Max(l => l.Text.Split('\n').Length);
        double[] heights = LabelColumn.Spread(
            [.. labels.Select(l => l.End)], rows * LineHeight / AreaHeight * (scale.High - scale.Low), scale.Low, scale.High);
        double widest = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            var text = plot.Add.Text(labels[i].Text, right, heights[i]);
            text.LabelFontSize = FigureStyle.TextSize;
            text.LabelFontColor = FigureStyle.ColorOf(labels[i].Line);
            text.LabelBold = true;
            text.Alignment = Alignment.MiddleLeft;
            text.OffsetX = 20;
            widest = Math.Max(widest, labels[i].Text.Split('\n').Max(row => row.Length));
        }

        // Bold letters of this size are 7.6 pixels wide on average. Room r of the span takes r / (1.03 + r) of the width.
        double share = Math.Min(0.45, (28 + (widest * 7.6)) / AreaWidth);
        return 1.03 * share / (1 - share);
    }

    private static double? EndOf(FigurePoint[] points, ValueScale scale)
    {
        for (int i = points.Length - 1; i >= 0; i--)
            if (Shown(points[i]) is { } value) return scale.At(value);
        return null;
    }

    private static double MiddleOf(FigurePoint[] points, ValueScale scale) =>
        points.Select(Shown).OfType<double>().Select(scale.At).DefaultIfEmpty(0).Average();

    private static double? Shown(FigurePoint p) => p.UpperBoundOnly ? p.High : p.Mean;
}

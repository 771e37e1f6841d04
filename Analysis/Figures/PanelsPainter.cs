using ScottPlot;
using SkiaSharp;

namespace Fleek.Analysis.Figures;

/// <summary>
/// Small multiples: one plot for each value of the other axis, all with the same scales, so that they can be compared by eye.
/// </summary>
internal static class PanelsPainter
{
    /// <summary>More would be too small to read.</summary>
    public const int MostPanels = 12;

    private const int Columns = 3, PanelHeight = 190, Margin = 10, Gap = 5, LeftAxis = 58, BottomAxis = 46, LineHeight = 15, BetweenRows = 16, NameColumns = 28;

    private static int Width => FigureStyle.Width;

    /// <summary>Height of the whole picture in pixels.</summary>
    public static int HeightOf(Figure figure) => HeaderHeight(figure) + (RowsOf(figure) * PanelHeight) + BottomAxis - BetweenRows;

    public static void Render(SKCanvas canvas, Figure figure)
    {
        canvas.Clear(SKColors.White);
        DrawHeader(canvas, figure);
        ValueScale scale = ValueScale.For(figure);
        int top = HeaderHeight(figure), columns = Math.Min(Columns, figure.SeriesNames.Count), rows = RowsOf(figure);
        float width = (Width - LeftAxis - Margin) / (float)columns;
        for (int i = 0; i < figure.SeriesNames.Count; i++)
        {
            int row = i / columns, column = i % columns;
            bool isLeft = column == 0, isLow = i + columns >= figure.SeriesNames.Count;
            Plot plot = Panel(figure, i, scale, isLeft, isLow);
            float left = column == 0 ? 0 : LeftAxis + (column * width);
            float right = LeftAxis + ((column + 1) * width), bottom = top + ((row + 1) * PanelHeight) + (isLow ? BottomAxis - BetweenRows : 0);
            plot.Render(canvas, new PixelRect(left, right, bottom, top + (row * PanelHeight)));
        }
    }

    private static Plot Panel(Figure figure, int index, ValueScale scale, bool isLeft, bool isLow)
    {
        string series = figure.SeriesNames[index];
        Figure one = figure with { SeriesNames = [series], Points = [.. figure.Points.Where(p => p.Series == series)] };
        Plot plot = new();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        LinesPainter.Paint(plot, one, scale);
        double low = figure.Points.Min(p => p.X), high = figure.Points.Max(p => p.X), span = Math.Max(high - low, 1e-9);
        plot.Axes.SetLimitsX(low - (0.06 * span), high + (0.06 * span));
        plot.Title(TextWrap.At(series, NameColumns), FigureStyle.TextSize);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Title.Label.FontName = FigureFont.Name;
        // The subtitle names the measure once for all panels.
        plot.YLabel("");
        plot.XLabel(isLow ? figure.AxisTitle : "");
        FigurePainter.DressAxes(plot);
        // The same frame in every panel, with room for labels where there are any.
        plot.Axes.Left.TickLabelStyle.IsVisible = isLeft;
        plot.Axes.Bottom.TickLabelStyle.IsVisible = isLow;
        plot.Layout.Fixed(new PixelPadding(isLeft ? LeftAxis : Margin, Margin / 2f, isLow ? BottomAxis : BetweenRows, NameHeight(figure)));
        return plot;
    }

    /// <summary>Room for the longest name of a panel, the same in all.</summary>
    private static int NameHeight(Figure figure) =>
        8 + (LineHeight * figure.SeriesNames.Max(name => TextWrap.At(name, NameColumns).Count(c => c == '\n') + 1));

    private static int RowsOf(Figure figure) => (figure.SeriesNames.Count + Columns - 1) / Columns;

    private static int HeaderHeight(Figure figure)
    {
        using Paint paint = Paint.NewDisposablePaint();
        return (int)Math.Ceiling(Margin + Title(figure).Measure(paint).Height + Gap + Subtitle(figure).Measure(paint).Height + Margin);
    }

    private static void DrawHeader(SKCanvas canvas, Figure figure)
    {
        using Paint paint = Paint.NewDisposablePaint();
        LabelStyle title = Title(figure);
        title.Render(canvas, new Pixel(Margin, Margin), paint);
        Subtitle(figure).Render(canvas, new Pixel(Margin, Margin + title.Measure(paint).Height + Gap), paint);
    }

    private static LabelStyle Title(Figure figure) => HeaderPanel.TitleOf(TextWrap.At(figure.Title, 72));

    private static LabelStyle Subtitle(Figure figure) => HeaderPanel.SubtitleOf(TextWrap.At(figure.Subtitle, 112));
}

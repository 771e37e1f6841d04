using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Fleek.Analysis.Figures;

/// <summary>Draws a figure from its points: as SVG with real text, and as PNG.</summary>
public static class FigurePainter
{
    /// <summary>One SVG document, 7 inches wide; the same text for the same figure.</summary>
    public static string Svg(Figure figure)
    {
        if (figure.Kind == FigureKind.Panels) return PanelsSvg(figure);
        (Plot plot, int height) = Paint(figure);
        return SvgText.Finish(plot.GetSvgXml(FigureStyle.Width, height), figure.Name, figure.Title);
    }

    /// <summary>A PNG, 7 inches wide at 288 pixels to the inch.</summary>
    public static byte[] Png(Figure figure)
    {
        if (figure.Kind == FigureKind.Panels) return PanelsPng(figure);
        (Plot plot, int height) = Paint(figure);
        plot.ScaleFactor = FigureStyle.PngScale;
        return plot.GetImageBytes(FigureStyle.Width * FigureStyle.PngScale, height * FigureStyle.PngScale, ImageFormat.Png);
    }

    private static string PanelsSvg(Figure figure)
    {
        FigureFont.Register();
        using MemoryStream text = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, FigureStyle.Width, PanelsPainter.HeightOf(figure)), text))
            PanelsPainter.Render(canvas, figure);
        return SvgText.Finish(Encoding.UTF8.GetString(text.ToArray()), figure.Name, figure.Title);
    }

    private static byte[] PanelsPng(Figure figure)
    {
        FigureFont.Register();
        int height = PanelsPainter.HeightOf(figure);
        using SKSurface surface = SKSurface.Create(new SKImageInfo(FigureStyle.Width * FigureStyle.PngScale, height * FigureStyle.PngScale));
        surface.Canvas.Scale(FigureStyle.PngScale);
        PanelsPainter.Render(surface.Canvas, figure);
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static (Plot Plot, int Height) Paint(Figure figure)
    {
        FigureFont.Register();
        Plot plot = new();
        ValueScale scale = ValueScale.For(figure);
        int height = figure.Kind switch
        {
            FigureKind.Lines => figure.NamesPoints ? FigureStyle.NamedPointsHeight : FigureStyle.LinesHeight,
            FigureKind.Map => 150 + (38 * Math.Max(2, figure.SeriesNames.Count)),
            _ => 130 + (26 * Math.Max(2, figure.Points.Count)),
        };
        plot.FigureBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E4E4");
        if (figure.Kind == FigureKind.Lines) LinesPainter.Paint(plot, figure, scale);
        else if (figure.Kind == FigureKind.Map) MapPainter.Paint(plot, figure, scale);
        else DotsPainter.Paint(plot, figure, scale);
        Dress(plot, figure);
        return (plot, height);
    }

    /// <summary>Name and unit of the measure, and the kind of axis where it is not linear.</summary>
    internal static string MeasureTitle(Figure figure, ValueScale scale)
    {
        string name = figure.Measure.Name.Replace('_', ' ');
        return scale.IsLogarithmic ? $"{name} [{figure.Measure.Unit}, log scale]" : $"{name} [{figure.Measure.Unit}]";
    }

    private static void Dress(Plot plot, Figure figure)
    {
        plot.Axes.AddPanel(new HeaderPanel(TextWrap.At(figure.Title, 72), TextWrap.At(figure.Subtitle, 112)));
        DressAxes(plot);
    }

    internal static void DressAxes(Plot plot)
    {
        foreach (IAxis axis in plot.Axes.GetAxes())
        {
            axis.MajorTickStyle.Color = FigureStyle.Quiet;
            axis.MinorTickStyle.Color = FigureStyle.Quiet;
            axis.FrameLineStyle.Color = FigureStyle.Quiet;
            axis.TickLabelStyle.FontSize = FigureStyle.TextSize;
            axis.TickLabelStyle.ForeColor = FigureStyle.Ink;
        }

        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = FigureStyle.TextSize;
            axis.Label.Bold = false;
            axis.Label.ForeColor = FigureStyle.Ink;
        }

        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
    }
}

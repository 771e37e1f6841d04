using ScottPlot;

namespace Fleek.Analysis.Figures;

/// <summary>Title and subtitle over the whole width, from the left edge. The plotter's own title knows one style and one
/// place.</summary>
internal sealed class HeaderPanel(string title, string subtitle) : IPanel
{
    private const float Margin = 10, Gap = 5;

    private readonly LabelStyle _title = TitleOf(title);

    private readonly LabelStyle _subtitle = SubtitleOf(subtitle);

    public bool IsVisible { get; set; } = true;

    public Edge Edge => Edge.Top;

    public bool ShowDebugInformation { get; set; }

    public float MinimumSize { get; set; }

    public float MaximumSize { get; set; } = float.MaxValue;

    public float Measure(Paint paint) =>
        Margin + _title.Measure(paint).Height + Gap + _subtitle.Measure(paint).Height + Margin;

    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) =>
        new(dataRect.Left, dataRect.Right, dataRect.Top - offset, dataRect.Top - offset - size);

    public void Render(RenderPack rp, float size, float offset)
    {
        using Paint paint = Paint.NewDisposablePaint();
        float below = Margin + _title.Measure(paint).Height + Gap;
        _title.Render(rp.Canvas, new Pixel(Margin, Margin), paint);
        _subtitle.Render(rp.Canvas, new Pixel(Margin, below), paint);
    }

    public static LabelStyle TitleOf(string text) => new()
    {
        Text = text,
        FontName = FigureFont.Name,
        FontSize = FigureStyle.TitleSize,
        Bold = true,
        ForeColor = FigureStyle.Ink,
        Alignment = Alignment.UpperLeft,
    };

    public static LabelStyle SubtitleOf(string text) => new()
    {
        Text = text,
        FontName = FigureFont.Name,
        FontSize = FigureStyle.TextSize - 1,
        ForeColor = FigureStyle.Quiet,
        Alignment = Alignment.UpperLeft,
    };
}

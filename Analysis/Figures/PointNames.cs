using ScottPlot;

namespace Fleek.Analysis.Figures;

/// <summary>Names points above their marks, in the colours of their lines, where there is room: a name that would cover another is left out.</summary>
internal static class PointNames
{
    private const float Size = FigureStyle.TextSize - 2;

    /// <summary>Pixels: of the plot area, nearly, and of a letter.</summary>
    private const double AreaWidth = 590, AreaHeight = 400, LetterWidth = 5.6, LineHeight = 12, Above = 7;

    /// <param name="span">Of the horizontal axis.</param>
    public static void Paint(Plot plot, IReadOnlyList<FigurePoint[]> lines, ValueScale scale, double span)
    {
        List<(double Left, double Right, double Low, double High)> taken = [];
        for (int i = 0; i < lines.Count; i++)
        {
            foreach (FigurePoint p in lines[i])
            {
                if (p.Mean is not { } mean || p.XText.Length == 0) continue;
                double top = scale.At(p.High ?? mean);
                double x = p.X / span * AreaWidth, y = (top / (scale.High - scale.Low) * AreaHeight) + Above;
                double half = p.XText.Length * LetterWidth / 2;
                if (taken.Exists(t => t.Left < x + half && x - half < t.Right && t.Low < y + LineHeight && y < t.High)) continue;
                taken.Add((x - half, x + half, y, y + LineHeight));
                var text = plot.Add.Text(p.XText, p.X, top);
                text.LabelFontSize = Size;
                text.LabelFontColor = FigureStyle.ColorOf(i);
                text.Alignment = Alignment.LowerCenter;
                text.OffsetY = -(float)Above;
            }
        }
    }
}

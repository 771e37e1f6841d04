using ScottPlot;

namespace Fleek.Analysis.Figures;

/// <summary>Names points above their marks, in the colour of their line.</summary>
internal static class PointNames
{
    private const float Size = FigureStyle.TextSize - 2;

    public static void Paint(Plot plot, IReadOnlyList<FigurePoint[]> lines, ValueScale scale)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            foreach (FigurePoint p in lines[i])
            {
                if (p.Mean is not { } mean || p.XText.Length == 0) continue;
                var text = plot.Add.Text(p.XText, p.X, scale.At(p.High ?? mean));
                text.LabelFontSize = Size;
                text.LabelFontColor = FigureStyle.ColorOf(i);
                text.Alignment = Alignment.LowerCenter;
                text.OffsetY = -7;
            }
        }
    }
}

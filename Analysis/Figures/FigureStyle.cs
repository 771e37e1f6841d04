using ScottPlot;
using ScottPlot.Plottables;

namespace Fleek.Analysis.Figures;

/// <summary>Colours, marks and sizes that all figures share. Lengths are pixels at 96 to the inch.</summary>
internal static class FigureStyle
{
    /// <summary>7 inches.</summary>
    public const int Width = 672;

    public const int LinesHeight = 430;

    public const int NamedPointsHeight = 620;

    /// <summary>8.25 points in print.</summary>
    public const float TextSize = 11;

    public const float TitleSize = 14;

    /// <summary>Pixels of the PNG per pixel of the SVG: 288 to the inch.</summary>
    public const int PngScale = 3;

    public const int MostDirectLabels = 5;

    public static Color Ink { get; } = Color.FromHex("#222222");

    public static Color Quiet { get; } = Color.FromHex("#555555");

    /// <summary>Okabe and Ito's colours that stand out on white; their yellow does not.</summary>
    private static readonly Color[] Colors =
    [
        Color.FromHex("#0072B2"), Color.FromHex("#D55E00"), Color.FromHex("#009E73"), Color.FromHex("#CC79A7"),
        Color.FromHex("#56B4E9"), Color.FromHex("#E69F00"), Color.FromHex("#000000"),
    ];

    /// <summary>Marks of which one is chosen by <see cref="Mark"/>: a shape of ScottPlot's without a path, or one of ours.</summary>
    private static readonly (MarkerShape Shape, PathMark? Ours)[] Marks =
    [
        (MarkerShape.FilledCircle, null), (MarkerShape.FilledSquare, null), (default, PathMark.FilledDiamond), (default, PathMark.FilledTriangleUp),
        (MarkerShape.OpenCircle, null), (MarkerShape.OpenSquare, null), (default, PathMark.OpenDiamond), (default, PathMark.Cross),
    ];

    public static Color ColorOf(int series) => Colors[series % Colors.Length];

    /// <summary>
    /// Gives a line's points their mark. Seven colours and eight marks: the first 56 lines differ in one of them, the first seven in both.
    /// </summary>
    public static void Mark(MarkerStyle style, int series)
    {
        (style.Shape, style.CustomRenderer) = Marks[series % Marks.Length];
    }

    /// <summary>Adds one mark of ours.</summary>
    public static Marker Add(Plot plot, double x, double y, PathMark mark, float size, Color color)
    {
        Marker marker = plot.Add.Marker(x, y, size: size, color: color);
        marker.MarkerStyle.CustomRenderer = mark;
        return marker;
    }
}

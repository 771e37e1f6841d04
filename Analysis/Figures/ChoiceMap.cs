using ScottPlot;

namespace Fleek.Analysis.Figures;

/// <summary>
/// A map of the world with a line from each client to the node that it got, coloured by what that costs; light dots are places, so that
/// continents can be told. Lines that pass the date line leave the map on one side and enter on the other.
/// </summary>
public static class ChoiceMap
{
    private const int Height = 430;

    /// <summary>Costs up to each bound have a colour; the last have no bound.</summary>
    private static readonly (double UpToMs, string Colour, string Text)[] Classes =
    [
        (0, "#009E73", "0 ms: a hit"), (10, "#56B4E9", "up to 10 ms"), (50, "#E69F00", "up to 50 ms"), (double.PositiveInfinity, "#D55E00", "more"),
    ];

    /// <param name="title">What is to be seen.</param>
    /// <param name="subtitle">Sizes, and what the colour means.</param>
    /// <param name="places">Latitude and longitude.</param>
    /// <param name="lines">The dearest are drawn last.</param>
    /// <returns>A PNG, 7 inches wide at 288 pixels to the inch.</returns>
    public static byte[] Png(
        string title, string subtitle, IReadOnlyList<(double Latitude, double Longitude)> places, IReadOnlyList<MapLine> lines)
    {
        FigureFont.Register();
        Plot plot = new();
        plot.FigureBackground.Color = Colors.White;
        plot.HideGrid();
        var dots = plot.Add.Markers(
            places.Select(p => p.Longitude).ToArray(), places.Select(p => p.Latitude).ToArray(), MarkerShape.FilledCircle, 3, Color.FromHex("#C8C8C8"));
        dots.LegendText = "places";
        foreach ((double upTo, string colour, string text) in Classes) Draw(plot, lines, upTo, Color.FromHex(colour), text);
        plot.Axes.SetLimits(-180, 180, -60, 75);
        plot.XLabel("longitude [degrees east]");
        plot.YLabel("latitude [degrees north]");
        plot.Axes.AddPanel(new HeaderPanel(TextWrap.At(title, 72), TextWrap.At(subtitle, 112)));
        FigurePainter.DressAxes(plot);
        var legend = plot.ShowLegend(Edge.Bottom).Legend;
        legend.Orientation = Orientation.Horizontal;
        legend.FontSize = FigureStyle.TextSize;
        legend.OutlineWidth = 0;
        legend.ShadowColor = Colors.Transparent;
        plot.ScaleFactor = FigureStyle.PngScale;
        return plot.GetImageBytes(FigureStyle.Width * FigureStyle.PngScale, Height * FigureStyle.PngScale, ImageFormat.Png);
    }

    /// <summary>The share of lines in each class of costs, in the order of the legend.</summary>
    public static IReadOnlyList<double> Shares(IReadOnlyList<MapLine> lines) =>
        [.. Classes.Select((_, i) => (double)lines.Count(line => ClassOf(line.CostMs) == i) / lines.Count)];

    private static void Draw(Plot plot, IReadOnlyList<MapLine> lines, double upTo, Color colour, string text)
    {
        int index = Array.FindIndex(Classes, c => c.UpToMs == upTo);
        bool named = false;
        foreach (MapLine line in lines.Where(line => ClassOf(line.CostMs) == index))
        {
            foreach ((Coordinates from, Coordinates to) in Pieces(line))
            {
                var drawn = plot.Add.Line(from, to);
                drawn.LineColor = colour.WithAlpha(0.7);
                drawn.LineWidth = 0.8f;
                if (!named) drawn.LegendText = text;
                named = true;
            }

            // A client whose node is in its own city has no line to be seen.
            plot.Add.Marker(line.FromLongitude, line.FromLatitude, MarkerShape.FilledCircle, 3, colour);
        }
    }

    private static int ClassOf(double costMs) => Array.FindIndex(Classes, c => costMs <= c.UpToMs);

    private static IEnumerable<(Coordinates From, Coordinates To)> Pieces(MapLine line)
    {
        double east = line.ToLongitude - line.FromLongitude;
        if (Math.Abs(east) <= 180)
        {
            yield return (new(line.FromLongitude, line.FromLatitude), new(line.ToLongitude, line.ToLatitude));
            yield break;
        }

        double turn = east > 0 ? -360 : 360;
        yield return (new(line.FromLongitude, line.FromLatitude), new(line.ToLongitude + turn, line.ToLatitude));
        yield return (new(line.FromLongitude - turn, line.FromLatitude), new(line.ToLongitude, line.ToLatitude));
    }
}

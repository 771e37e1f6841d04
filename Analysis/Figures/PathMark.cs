using ScottPlot;
using SkiaSharp;

namespace Fleek.Analysis.Figures;

/// <summary>
/// A mark made of straight lines, in place of ScottPlot's own of these shapes: those leave their Skia path to the finalizer while
/// Skia still draws it, and a garbage collection at that moment ends the process.
/// </summary>
internal sealed class PathMark : IMarker
{
    /// <summary>Of the triangles: their sides are as long as the mark is wide.</summary>
    private const float Apex = 0.5774f, Base = 0.2887f;

    private readonly bool _isFilled, _isClosed;
    private readonly (float X, float Y)[][] _lines;

    /// <param name="lines">Corners in units of the mark's width around its middle; y grows downwards.</param>
    private PathMark(bool isFilled, bool isClosed, params (float X, float Y)[][] lines)
    {
        _isFilled = isFilled;
        _isClosed = isClosed;
        _lines = lines;
    }

    public static PathMark FilledDiamond { get; } = new(true, true, [(0.5f, 0), (0, 0.5f), (-0.5f, 0), (0, -0.5f)]);

    public static PathMark OpenDiamond { get; } = new(false, true, FilledDiamond._lines);

    public static PathMark FilledTriangleUp { get; } = new(true, true, [(0, -Apex), (0.5f, Base), (-0.5f, Base)]);

    public static PathMark OpenTriangleDown { get; } = new(false, true, [(0, Apex), (0.5f, -Base), (-0.5f, -Base)]);

    public static PathMark HorizontalBar { get; } = new(false, false, [(-0.5f, 0), (0.5f, 0)]);

    public static PathMark VerticalBar { get; } = new(false, false, [(0, -0.5f), (0, 0.5f)]);

    public static PathMark Cross { get; } = new(false, false, [(-0.5f, 0), (0.5f, 0)], [(0, -0.5f), (0, 0.5f)]);

    public void Render(SKCanvas canvas, Paint paint, Pixel center, float size, MarkerStyle markerStyle)
    {
        foreach ((float X, float Y)[] line in _lines)
        {
            using SKPath path = new();
            path.AddPoly([.. line.Select(c => new SKPoint(center.X + (c.X * size), center.Y + (c.Y * size)))], _isClosed);
            if (_isFilled) Drawing.FillPath(canvas, paint, path, markerStyle.FillStyle);
            else Drawing.DrawPath(canvas, paint, path, markerStyle.LineStyle);
        }
    }
}

using System.Text;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Store;

namespace Fleek.Analysis.Reporting;

/// <summary>Writes a figure as three files: the numbers, the drawing and the picture.</summary>
internal static class FigureFiles
{
    /// <param name="folder">It exists.</param>
    /// <returns>The drawing, as SVG.</returns>
    public static string Write(string folder, Figure figure)
    {
        string svg = FigurePainter.Svg(figure);
        string path = Path.Combine(folder, figure.Name);
        Table table = FigureTable.Build(figure);
        DurableFile.Write(path + ".csv", stream => TableWriter.Write(table, TableFormat.Csv, stream));
        DurableFile.Write(path + ".svg", Encoding.UTF8.GetBytes(svg));
        DurableFile.Write(path + ".png", FigurePainter.Png(figure));
        return svg;
    }
}

using System.Text;
using Fleek.Analysis.Figures;
using Fleek.Analysis.Statistics;
using Fleek.Analysis.Store;
using Fleek.Scenarios.Planning;

namespace Fleek.Analysis.Reporting;

/// <summary>Writes figures/* and report.html into a results folder.</summary>
internal static class ReportFiles
{
    public static void Write(ResultsFolder folder)
    {
        IReadOnlyDictionary<RunKey, JournalEntry> entries = folder.Entries;
        IReadOnlyList<CellSummary> cells = folder.Summaries;
        List<(Figure Figure, string Svg)> drawn = [];
        foreach (Figure figure in FigureBuilder.Build(folder.Plan, cells)) drawn.Add((figure, WriteFigure(folder, figure)));
        string html = ReportPage.Write(folder.Plan, cells, entries, folder.Manifest, drawn);
        DurableFile.Write(folder.In("report.html"), Encoding.UTF8.GetBytes(html));
    }

    private static string WriteFigure(ResultsFolder folder, Figure figure)
    {
        string svg = FigurePainter.Svg(figure);
        string path = Path.Combine(folder.FiguresPath(), figure.Name);
        Table table = FigureTable.Build(figure);
        DurableFile.Write(path + ".csv", stream => TableWriter.Write(table, TableFormat.Csv, stream));
        DurableFile.Write(path + ".svg", Encoding.UTF8.GetBytes(svg));
        DurableFile.Write(path + ".png", FigurePainter.Png(figure));
        return svg;
    }
}

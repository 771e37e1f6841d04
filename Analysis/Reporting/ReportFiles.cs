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
        foreach (Figure figure in FigureBuilder.Build(folder.Plan, cells)) drawn.Add((figure, FigureFiles.Write(folder.FiguresPath(), figure)));
        string html = ReportPage.Write(folder.Plan, cells, entries, folder.Manifest, drawn);
        DurableFile.Write(folder.In("report.html"), Encoding.UTF8.GetBytes(html));
    }
}

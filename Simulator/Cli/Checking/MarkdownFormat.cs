using System.Text;
using Fleek.Analysis.Comparing;

namespace Fleek.Sim.Cli.Checking;

/// <summary>A check as a comment on a change. Its first line, which is not shown, lets a job find and replace its last comment.</summary>
internal static class MarkdownFormat
{
    public static string Write(GateReport report)
    {
        StringBuilder page = new($"<!-- fleek-sim check {report.Scenario} -->\n");
        page.Append($"### `check {report.Scenario}`: {Escape(ChangeText.Conclusion(report))}\n\n");
        page.Append(Escape(TextFormat.Baseline(report))).Append('\n');
        if (report.Problem is { } problem) page.Append($"\nHelp: {Escape(problem.Help)}\n");
        if (report.Found is { } found)
        {
            page.Append($"\n{Escape(ChangeText.Behaviour(found))}\n");
            if (!found.Unchanged && found.Rows.Count > 0) Table(page, found);
        }
        if (ChangeText.Parting(report.Divergence) is { } parting)
            page.Append($"\n{Escape(parting)}\n\n```\n{report.Divergence!.Replay}\n```\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, ComparisonReport found)
    {
        IReadOnlyList<string> columns = GateTable.Columns(found, "baseline");
        page.Append('\n').Append(Row(columns)).Append(Row([.. columns.Select(_ => "---")]));
        foreach (ComparedMeasure row in GateTable.Shown(found)) page.Append(Row(GateTable.Cells(found, row)));
        if (GateTable.Rest(found) is { } rest) page.Append($"\n{rest}\n");
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |\n";

    private static string Escape(string text) => text
        .Replace("\\", "\\\\").Replace("|", "\\|").Replace("<", "&lt;").Replace("*", "\\*").Replace("_", "\\_");
}

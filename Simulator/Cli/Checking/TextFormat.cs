using Fleek.Analysis.Comparing;
using Fleek.Sim.Cli.Display;

namespace Fleek.Sim.Cli.Checking;

/// <summary>A check for a terminal.</summary>
internal static class TextFormat
{
    public static string Write(GateReport report, int width)
    {
        List<string> lines = [$"check {report.Scenario}   {Baseline(report)}"];
        if (report.Found is { } found)
        {
            lines.Add($"  {ChangeText.Behaviour(found)}");
            if (!found.Unchanged && found.Rows.Count > 0) lines.AddRange(Table(found, "baseline", width));
        }
        if (ChangeText.Parting(report.Divergence) is { } parting)
        {
            lines.Add($"  {parting}");
            lines.Add($"  again: {report.Divergence!.Replay}");
        }
        lines.Add(ChangeText.Conclusion(report));
        if (report.Problem is { } problem) lines.Add($"  help: {problem.Help}");
        return string.Join('\n', lines) + "\n";
    }

    /// <summary>The rows of a comparison, indented by the table itself.</summary>
    public static IEnumerable<string> Table(ComparisonReport found, string before, int width)
    {
        TextTable table = new([.. GateTable.Columns(found, before)]);
        foreach (ComparedMeasure row in GateTable.Shown(found)) table.Add(GateTable.Cells(found, row));
        foreach (string line in table.Lines(width)) yield return line;
        if (GateTable.Rest(found) is { } rest) yield return $"  {rest}";
    }

    internal static string Baseline(GateReport report)
    {
        if (report.Baseline is not { } b) return $"baseline {report.BaselinePath}";
        string date = b.Date is null ? "" : b.Date + " ";
        return $"baseline {date}engine {b.Engine}   {ChangeText.Counted(b.Cells.Count, "cell")} x {ChangeText.Counted(b.Seeds.Count, "seed")}, paired";
    }
}
